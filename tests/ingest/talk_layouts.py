"""Meetings and boards as people write them down, all words invented: what stands in each, by question.

Laid out as in layouts.py: kinds met in documents of the world, no document of it.
"""

from __future__ import annotations

from tests.ingest.layouts import Notes

TALK_LAYOUTS: dict[str, tuple[str, Notes]] = {}
# fmt: off
# ruff: noqa: E501

TALK_LAYOUTS["minutes-open-forum.txt"] = ('''Minutes of the Annual Meeting of Wrayby held on 4 May 2026 in the Institute

Present: Mrs Dale (Chair), Mr Pike, the Clerk and nine parishioners.

1. Apologies
Apologies were received from Mr Lunn.

2. Chairman's report
The bench had been mended and the budget agreed. A new clerk had started.

3. Open forum
A resident asked when the ford would be cleared.
Mr Hurst raised the matter of the broken stile.
The Clerk replied that the county had been told.

4. Date of next meeting
To be agreed.
''', {"Open forum": ["A resident asked when the ford would be cleared.", "Mr Hurst raised the matter of the broken stile."]})
TALK_LAYOUTS["agenda-in-numbers.txt"] = ('''FORUM OF MILL LANE
Held on 6 February 2026 at the Hub

1. Apologies
None.

2. Damp
- The fans have been broken since June
- Nobody writes down what they find

3. Noise
- Mopeds on the path after nine

4. Actions
- Lee to write to the landlord
''', {"Damp": ["The fans have been broken since June", "Nobody writes down what they find"], "Noise": ["Mopeds on the path after nine"]})
TALK_LAYOUTS["stamped-transcript.txt"] = ('''Carers' call
Ros Hart started transcription

Ros Hart   0:04
OK. So what is going well for you at the moment?

Pia   0:21
The centre got me a break last summer.

Tom Ellis   0:40
My surgery rings me instead of making me queue.

Ros Hart   0:58
Great. And what would you change first?

Pia   1:05
One named person.
I mean it.

Ros Hart   1:30
Thank you both.
''', {"So what is going well for you at the moment?": ["The centre got me a break last summer.", "My surgery rings me instead of making me queue."], "And what would you change first?": ["One named person.", "I mean it."]})
TALK_LAYOUTS["moderator.txt"] = ('''GROUP 2

Moderator: Could we start with how you get your news?

P1: The paper, but it has stopped coming.

P2: My grandson prints things off for me.

Moderator: Mm. And what happens when you ring the council?

P2: Press one, press two. I put the phone down.

Moderator: Lovely. Thank you all.
''', {"Could we start with how you get your news? @ Group 2": ["The paper, but it has stopped coming.", "My grandson prints things off for me."], "And what happens when you ring the council? @ Group 2": ["Press one, press two. I put the phone down."]})
TALK_LAYOUTS["chat-with-one-who-asks.txt"] = ('''12/03/2026, 19:05 - Youth Voice: Hi! What do you think of the skate park plans?
12/03/2026, 19:06 - Jaz: about time
12/03/2026, 19:08 - Kai: miles away from us
12/03/2026, 19:10 - Youth Voice: Second one: what would make you feel safer in town?
12/03/2026, 19:11 - Mo: lights on the cut through
12/03/2026, 19:20 - Youth Voice: See you next week
''', {"What do you think of the skate park plans?": ["about time", "miles away from us"], "Second one: what would make you feel safer in town?": ["lights on the cut through"]})
TALK_LAYOUTS["mad-sad-glad.md"] = ('''# Retro

| 😡 Mad | 😢 Sad | 😀 Glad |
|---|---|---|
| The sockets | Few beginners | The soup |
|  | No quiet room | Mentors stayed late |

## Do differently

1. Say the criteria early
2. Finish at four
''', {"😡 Mad": ["The sockets"], "😢 Sad": ["Few beginners", "No quiet room"], "😀 Glad": ["The soup", "Mentors stayed late"], "Do differently": ["Say the criteria early", "Finish at four"]})
TALK_LAYOUTS["you-said-table.md"] = ('''# Autumn at Hill School

| You said… | We did… |
|---|---|
| The gate opens too late | It opens at 8.35 |
| Too many emails | One bulletin on Fridays |
''', {"You said": ["The gate opens too late", "Too many emails"]})
TALK_LAYOUTS["votes-below-a-heading.md"] = ('''# Topics

These were sent in.

| Topic text | # votes |
|---|---|
| Better maps | 14 |
| Coffee | 0 |

# Use cases

| Topic text | # votes |
|---|---|
| Food for all | 9 |

Votes are final.
''', {"Topics": ["Better maps", "Coffee"], "Use cases": ["Food for all"]})
TALK_LAYOUTS["table-without-notes.md"] = ('''## What should we do first?

- Buses that meet the trains
- Start with the schools

| Recommendation | In favour |
|---|---|
| Fit the timetables | 88% |
''', {"What should we do first?": ["Buses that meet the trains", "Start with the schools"]})
TALK_LAYOUTS["free-text-with-counts.txt"] = ('''Leisure survey: comments

Q7. What do you like most? (112 responses)

The early swim.
Cheap

Q8. What do you like least? (tick or write)

The car park.
''', {"What do you like most? (112 responses)": ["The early swim.", "Cheap"], "What do you like least? (tick or write)": ["The car park."]})
TALK_LAYOUTS["quotes-in-findings.md"] = ('''# Findings

## Finding 1: Most got through

Seven of nine reached the end.

> *"It was easy, one question a page."* (p1)

> *"I thought it would never end, but it did."* (p6)

## Finding 2: The form is empty

> *"It would be good if it filled in what I had said."* (p3)
''', {"Finding 1: Most got through": ['"It was easy, one question a page."', '"I thought it would never end, but it did."'], "Finding 2: The form is empty": ['"It would be good if it filled in what I had said."']})
TALK_LAYOUTS["appendix-of-comments.md"] = ('''# Station Road

## Appendix A: Comments received

### Do you have comments on the pavement?

- Long overdue
- Waste of money

## Appendix B: Map

- Sheet 1
- Sheet 2
''', {"Do you have comments on the pavement?": ["Long overdue", "Waste of money"]})
TALK_LAYOUTS["letter-round-a-list.txt"] = ('''Hi all

Here is what was on the flipcharts.

Likes
 * the river walk
 * dark skies

Dislikes
 * no bus after six
 * lorries at five

I make it about forty people through the door.

Gill x
''', {"Likes": ["the river walk", "dark skies"], "Dislikes": ["no bus after six", "lorries at five"]})
TALK_LAYOUTS["topics-listed-first.md"] = ('''# Lean coffee

## Topics

1. On-call (3)
2. Hybrid working (5)

## Hybrid working

- Nobody hears the screen
- Fixed days would help

## On-call

- One in four is too often
- Alerts could wait until nine
''', {"Hybrid working": ["Nobody hears the screen", "Fixed days would help"], "On-call": ["One in four is too often", "Alerts could wait until nine"]})
TALK_LAYOUTS["labels-of-people.txt"] = ('''Interviews by the lake

Visitor 1 (woman, 60s)
How often do you come?
Every day, rain or shine.
What would you change?
The bins.

Visitor 2 (man, two children)
How often do you come?
Once a month.
What would you change?
A café that is open.
''', {"How often do you come?": ["Every day, rain or shine.", "Once a month."], "What would you change?": ["The bins.", "A café that is open."]})
TALK_LAYOUTS["labels-over-nested.md"] = ('''## Reflection
1. What went well
    * Good work ethic
    * The demo
2. What didn't go well
    * The scope was too big
    * Coordination
''', {"What went well": ["Good work ethic", "The demo"], "What didn't go well": ["The scope was too big", "Coordination"]})
TALK_LAYOUTS["a-heading-above-the-questions.md"] = ('''## Ann

**How did it go?**

- Very well

**Any other comments?**

- Lovely pictures

## Bea

- It was simple to use
- Sounds would help
''', {"How did it go?": ["Very well"], "Any other comments?": ["Lovely pictures"], " > Bea": ["It was simple to use", "Sounds would help"]})
BUSINESS = '''Board meeting minutes

7:01pm: meeting called to order.
Motion to approve the budget, seconded.
The treasurer gave her report and the minutes were approved.
Next meeting 9 March.
'''
