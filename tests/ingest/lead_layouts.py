"""What notes answer, said in lines without the marks of a heading, all words invented: notes by question.

Laid out as in layouts.py: kinds met in documents of the world, no document of it.
"""

from __future__ import annotations

from tests.ingest.layouts import Notes

LEAD_LAYOUTS: dict[str, tuple[str, Notes]] = {}
# fmt: off
# ruff: noqa: E501

LEAD_LAYOUTS["quotations-in-italics-asked.md"] = ('''# Rowing club, looking back

## 3 June 2026

Seven of us sat on the slip after the regatta.

*What was good? For the crew... For you...*

"The tea was hot when we came in." "I was never once shouted at."

*What was not? For the crew... For you...*

"We waited an hour for the key to the shed."

"The oars at the back are all split."
''', {"What was good? For the crew... For you...": ['"The tea was hot when we came in."', '"I was never once shouted at."'],
 "What was not? For the crew... For you...": ['"We waited an hour for the key to the shed."', '"The oars at the back are all split."']})
LEAD_LAYOUTS["quotations-announced.txt"] = ('''Friday lunch

Nineteen people came to the lunch this week, and we asked them about the hall. These are the questions:

1. Is the hall warm enough for you?
2. Is there anything you would move?

What some of them told us over pudding:

“It is the only warm room I sit in all week”

“Move the piano, it blocks the hatch”

“I would not touch a thing in here”

“The door bangs and wakes the baby”
''', {"Friday lunch > What some of them told us over pudding": ["“It is the only warm room I sit in all week”", "“Move the piano, it blocks the hatch”", "“I would not touch a thing in here”", "“The door bangs and wakes the baby”"]})
LEAD_LAYOUTS["question-between-figures-and-quotations.txt"] = ('''Open afternoon at the allotments

Thirty people walked round on 9 May 2026 and filled in a card at the gate.

1. How did you find your way round?

Nine in ten found it easy.

Comments included:

• “The painted stones told us where to turn.”
• “I got lost by the bees, and liked it.”
• “A map at the gate would have saved my knees.”
''', {"How did you find your way round?": ["“The painted stones told us where to turn.”", "“I got lost by the bees, and liked it.”", "“A map at the gate would have saved my knees.”"]})
LEAD_LAYOUTS["labels-in-lists.md"] = ('''# Ferry users, 2 March 2026

## The new timetable

- The last boat is too early for the cinema
- For:
    - Fewer empty crossings
    - The crew get home by ten
- Against:
    - Nobody told the school
    - Two hours' wait at noon

## The slipway

- Weed on the steps
- A rail on the left side
''', {"The new timetable": ["The last boat is too early for the cinema"], "The new timetable > For": ["Fewer empty crossings", "The crew get home by ten"],
 "The new timetable > Against": ["Nobody told the school", "Two hours' wait at noon"], "The slipway": ["Weed on the steps", "A rail on the left side"]})
LEAD_LAYOUTS["numbered-in-bold.md"] = ('''# Talking with the lock keeper

We sat in the hut on a wet Tuesday.

1. **Tell us how you came here.**

I came to mend a gate for a week and nobody sent me home.

2. **What has changed on the cut?**

There are twice the boats and half the people who can steer one.

3. **We would love to hear what you wish for.**

I wish the council would dredge below the mill before we walk across.
''', {"Tell us how you came here.": ["I came to mend a gate for a week and nobody sent me home."], "What has changed on the cut?": ["There are twice the boats and half the people who can steer one."],
 "We would love to hear what you wish for.": ["I wish the council would dredge below the mill before we walk across."]})
LEAD_LAYOUTS["groups-with-a-theme-each.md"] = ('''# Evening with the tenants

## Blue group

Theme: The lift

- stuck twice a week
- no light on the fourth floor

## Red group

Theme: Bins

- the store smells in July
- foxes

## Green group

Theme: The yard

- a chair inside
''', {"Theme: The lift": ["stuck twice a week", "no light on the fourth floor"], "Theme: Bins": ["the store smells in July", "foxes"], "Theme: The yard": ["a chair inside"]})
LEAD_LAYOUTS["questions-at-every-depth.md"] = ('''# Talk with a baker, 4 May 2026

- How long have you baked?
    - Since my aunt's oven, so thirty years
- Tell me about your last week
    - What sold best? (by the tray)
        - The rye, as always
    - What was left over?
        - Seeded rolls, nobody has teeth for them
- Who buys on a Monday?
    - The school kitchen
    - Two men from the yard
''', {"How long have you baked?": ["Since my aunt's oven, so thirty years", "Tell me about your last week"], "What sold best? (by the tray)": ["The rye, as always"],
 "What was left over?": ["Seeded rolls, nobody has teeth for them"], "Who buys on a Monday?": ["The school kitchen", "Two men from the yard"]})
