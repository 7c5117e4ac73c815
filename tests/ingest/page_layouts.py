"""Pages of the web, minutes and plain lines, all words invented: what tells remarks from what stands around.

Laid out as in layouts.py: kinds met in documents of the world, no document of it.
"""

from __future__ import annotations

from tests.ingest.layouts import Notes

PAGE_LAYOUTS: dict[str, tuple[str, Notes]] = {}
UNSPOKEN_PAGES: dict[str, str] = {}
# fmt: off
# ruff: noqa: E501

PAGE_LAYOUTS["outcomes-below-remarks.txt"] = ('''What you told us, and what came of it

Every month we collect what visitors write on the cards by the till, and we look into each of them with the team.

March 2021

  • A visitor found the side entrance locked on a Sunday afternoon.

Outcome: The side entrance now has a bell, and staff were reminded to open it at ten.


  • Soup was cold and there was nobody to tell about it.

Outcome: The kitchen has bought a second warmer.


April 2021

  • Family unhappy that the changing table is in the ladies' only.

Outcome: A second table will be put up by the lift.
''', {" > March 2021": ["A visitor found the side entrance locked on a Sunday afternoon.", "Soup was cold and there was nobody to tell about it."], " > April 2021": ["Family unhappy that the changing table is in the ladies' only."]})
PAGE_LAYOUTS["forum-with-bulleted-names.txt"] = ('''Comments on the new pond

9 months ago

CLOSED: this conversation has ended.

  • Petra 9 months ago
    I would love a railing, my two boys run everywhere.
  • Old Tom 10 months ago
    Leave the reeds where they are please.
  • Wilma 10 months ago
    The path on the plan looks too steep for a wheelchair
''', {"Comments on the new pond": ["I would love a railing, my two boys run everywhere.", "Leave the reeds where they are please.", "The path on the plan looks too steep for a wheelchair"]})
PAGE_LAYOUTS["speakers-with-their-towns.txt"] = ('''Things to change next year:

  • Ida (Harrowby): start an hour later
  • Tomas (Wexmoor) : badges with first names only
  • Ruth (volunteer): less plastic
  • Ole (Norland): a quiet room

Hopes for the year ahead:

  • Britt (Wexmoor): that the bus comes back
  • Carl (Harrowby): could we all meet in spring?
1 Like
''', {"Things to change next year": ["start an hour later", "badges with first names only", "less plastic", "a quiet room"], "Hopes for the year ahead": ["that the bus comes back", "could we all meet in spring?"]})
PAGE_LAYOUTS["lines-of-a-retrospective.md"] = ('''*** Glad ***

Everybody helped with the chairs

*** Sad ***

How long it took to find out who holds the key of the store room
Doors that nobody had oiled since the flood of last year

*** Mad ***

Rules for the kitchen that nobody can read or follow
Nobody answered the phone at the desk / the mobile / the pager (three of us tried)
''', {"*** Glad ***": ["Everybody helped with the chairs"], "*** Sad ***": ["How long it took to find out who holds the key of the store room", "Doors that nobody had oiled since the flood of last year"], "*** Mad ***": ["Rules for the kitchen that nobody can read or follow", "Nobody answered the phone at the desk / the mobile / the pager (three of us tried)"]})

UNSPOKEN_PAGES["a-lesson-that-defines.md"] = '''# Notes for the weaving class

## Part 1 - About this class [10 minutes]

You will learn to set up a small frame and to read a pattern on your own, and there will be time for what you bring along.

## Part 2 - What is a heddle? [15 minutes]

### What is a heddle?

The handbook says:

> A heddle is a part of a loom through which the threads of the warp are drawn

In short, it comes with three parts:

- The shaft
- The eye
- The cord
'''
PAGE_LAYOUTS["bare-marks-of-a-committee.txt"] = ('''Council and committees

Public Questions

Question 1
i.
Spoke for the allotment holders of
Mill Lane and the school next to them.
ii.
Mill Lane:
a. Had waited for a tap since spring and asked the committee
to name a day.
b. Wanted the gate to be mended before winter comes.
c. Felt that nobody had read the letter.
The Head of Parks responded:
i.
Thanked the speaker and said that the tap was on order with
the water company.
ii.
Would write to the speaker about the gate.
''', {"Public Questions": ["Spoke for the allotment holders of Mill Lane and the school next to them."], "Public Questions > Mill Lane": ["Had waited for a tap since spring and asked the committee to name a day.", "Wanted the gate to be mended before winter comes.", "Felt that nobody had read the letter."]})
PAGE_LAYOUTS["questions-received.txt"] = ('''Agenda item

Questions from the Public

To receive questions from the public on what the committee decides.

A question was received from Councillor Hall who asked when the ferry would run again?

The Leader said that the ferry was in the yard and that the work would take until May at the least.

In her supplementary Councillor Hall noted that nobody at the yard had seen the ferry since the winter.

The Leader responded that he would look into it.
''', {"Questions from the Public": ["A question was received from Councillor Hall who asked when the ferry would run again?", "In her supplementary Councillor Hall noted that nobody at the yard had seen the ferry since the winter."]})
PAGE_LAYOUTS["a-remark-and-a-long-reply.txt"] = ('''Minutes of the meeting of Norland Parish Council held on 3rd May 2022

Present: Councillors Hall and Reed, and the clerk.

1. To receive apologies for absence.

Apologies were received from Councillor Moor.

2. To receive questions from the public, and comments.

A resident asked who cuts the hedge at the school. The clerk said that the hedge belongs to the county, which cuts it twice a year, and that the next cut is due in June. As the county had changed its firm, the clerk would ask for the date in writing and put it on the board.

3. To approve the accounts.

Resolved, proposed by Councillor Reed, that the accounts be approved.
''', {"To receive questions from the public, and comments.": ["A resident asked who cuts the hedge at the school."]})
PAGE_LAYOUTS["people-speak-in-an-account.txt"] = ('''Harvest week is a time that all of us at the hall look forward to, and this year we had more guests than ever before.

Where we went
From the harbour to the hill we tried to be where people are, and these are some of the places:
- A morning at the library that was well attended by families, where one father told us, “I never knew that any of this was free.”
- A boat trip for those who look after somebody at home. Guests shared, “It was good to sit and say nothing,” and “I laughed for the first time in weeks.”
- A stall at the market, where our volunteers gave out two hundred leaflets in one morning.
''', {"Where we went": ["“I never knew that any of this was free.”", "“It was good to sit and say nothing,”", "“I laughed for the first time in weeks.”"]})
PAGE_LAYOUTS["lists-below-long-sentences.md"] = ('''# Doorstep talks | your feedback

Thank you to all tenants who took part over the summer.

We knocked on 300 doors. Most of you were content, and these are the things that tenants told us they liked about their street:

- The bakery
- Quiet at night
- Near the school

There is always something to mend. This is what tenants said they would like to see next year:

- More bins
- A crossing
''', {" > Most of you were content, and these are the things that tenants told us they liked about their street": ["The bakery", "Quiet at night", "Near the school"], " > This is what tenants said they would like to see next year": ["More bins", "A crossing"]})
PAGE_LAYOUTS["a-question-in-quotation-marks.txt"] = ('''Second round, room 9
Hearts and hands - "How do we keep the orchard going without wearing each other out?"
Rota that says when you may stay away
Ask the school for the heavy days
Cider at the end of each row
Old hands show new ones how to prune
''', {'Hearts and hands - "How do we keep the orchard going without wearing each other out?"': ["Rota that says when you may stay away", "Ask the school for the heavy days", "Cider at the end of each row", "Old hands show new ones how to prune"]})
PAGE_LAYOUTS["who-was-there-above-a-talk.txt"] = ('''Round 3 Room 7
"What would bring you back?"
Who was there?
@Ida Berg
Tom, Norland

Ida: A date that is fixed a year ahead
   • Tom: Yes, and the same hall
   • Ida: With tea
Tom: That somebody rings me up
Ida: Seeing that something came of it
''', {'"What would bring you back?"': ["A date that is fixed a year ahead", "Yes, and the same hall", "With tea", "That somebody rings me up", "Seeing that something came of it"]})
PAGE_LAYOUTS["a-thread-with-a-title.md"] = ('''# Feedback on the spring workshop

ruth · description · 2021-04-02

We would love to hear from all who came what was good about the day and what could be better; write here or, if it is nothing for everybody, to the address on the flyer.

tom · comment · 2021-04-03

Loved the kiln. More time for glazes please.

ida · comment · 2021-04-03

The room was cold until noon but the people were warm.
''', {" > Feedback on the spring workshop": ["Loved the kiln. More time for glazes please.", "The room was cold until noon but the people were warm."]})
PAGE_LAYOUTS["an-officer-after-the-last-list.md"] = ('''# Doorstep talks | your feedback

Tenants told us what they like about their street:

- The bakery
- Quiet at night

Tenants also told us what they would like to see next year:

- More bins
- A crossing

Our teams have now drawn up a plan for each street, and we will come back in the autumn.

Some of it will need the county, which we have written to.
''', {" > Tenants told us what they like about their street": ["The bakery", "Quiet at night"], " > Tenants also told us what they would like to see next year": ["More bins", "A crossing"]})
PAGE_LAYOUTS["comments-announced-twice.txt"] = ('''Monday, 3 May 2021

The week at the surgery

By Ida Berg

What patients write to us matters to all of us here, and it is quick to do.

Last week we had more than usual. Here are some of the comments we received (each has had a reply):

With the new telephone I am in a queue for an hour and then it rings off, and nobody can tell me why that is.

Everybody I met on the day was kind and knew what they were doing.

The car park was full at nine and I missed my turn.

Here are some of the comments on our new doors:

At last I get in with the pram without asking a stranger.
''', {"*": ["With the new telephone I am in a queue for an hour and then it rings off, and nobody can tell me why that is.", "Everybody I met on the day was kind and knew what they were doing.", "The car park was full at nine and I missed my turn.", "At last I get in with the pram without asking a stranger."]})
PAGE_LAYOUTS["labels-that-break-off.txt"] = ('''Feedback on the ferry

The paper has printed letters about the ferry for as long as there has been one, and this one came from a reader who takes it twice a day and does not want to be named here.
Liked …
The crew were kind and waited for my mother.
Tea that is hot and costs what it should.
Disliked …
Nobody says when it is late
Wet seats on the upper deck, and no cloth to be had from anybody.
The gate shut in my face though I had rung before.
''', {"Liked …": ["The crew were kind and waited for my mother.", "Tea that is hot and costs what it should."], "Disliked …": ["Nobody says when it is late", "Wet seats on the upper deck, and no cloth to be had from anybody.", "The gate shut in my face though I had rung before."]})
PAGE_LAYOUTS["lists-beside-quotations.md"] = ('''# What you said about the kite day

We asked all who came to fill in a card, and 21 of you did.

## What you liked most

- Meeting neighbours
- Wind

## Quotes from visitors

"My boy has not let go of his kite since that afternoon."

"I had not been up the hill for thirty years."

## What you liked least

- The toilets
- No tea

## Quotes from visitors

"It would be good to know where to park before we come."
''', {"What you liked most": ["Meeting neighbours", "Wind"], "What you liked most > Quotes from visitors": ['"My boy has not let go of his kite since that afternoon."', '"I had not been up the hill for thirty years."'], "What you liked least": ["The toilets", "No tea"], "What you liked least > Quotes from visitors": ['"It would be good to know where to park before we come."']})
PAGE_LAYOUTS["lines-above-a-numbered-list.txt"] = ('''We lost many after the break, tell people that it goes on
Avoid the night of the council, when nobody of the parish can come and the small room is the only one
that is free
Give speakers better instructions
Soup was cold
Fewer people than last year
Get a moderator
Ida told of her visit and residents offered other ideas
1. People want a follow up, some say coffee at the library
2. Write to the churches
3. Take the next step
''', {"*": ["We lost many after the break, tell people that it goes on", "Avoid the night of the council, when nobody of the parish can come and the small room is the only one that is free", "Give speakers better instructions", "Soup was cold", "Fewer people than last year", "Get a moderator", "Ida told of her visit and residents offered other ideas", "People want a follow up, some say coffee at the library", "Write to the churches", "Take the next step"]})
PAGE_LAYOUTS["lines-that-lead-to-paragraphs.md"] = ('''# What we heard

## What would you like to do most in the yard?

On their sheets the children asked for the following things:

Climbing, digging and a rope that goes round.

Two things matter to parents that were raised frequently:

Shade, because the slide burns in July.

A gate that shuts by itself.
''', {"What would you like to do most in the yard?": ["Climbing, digging and a rope that goes round.", "Shade, because the slide burns in July.", "A gate that shuts by itself."]})
UNSPOKEN_PAGES["nobody-of-the-public-came.txt"] = '''Minutes of the Annual Meeting of Norland

Present: Cllr Hall, Chairman, Cllr Reed and the clerk.

1. Welcome

The Chairman welcomed all present.

2. Apologies.

Apologies were received from Cllr Moor.

3. Accounts of the year (22/03)

The accounts were approved, proposed by Cllr Reed.

4. Words from the village (22/04)

No members of the public were present.
'''
UNSPOKEN_PAGES["rules-of-a-public-forum.txt"] = '''Public Forum

Members of the public are welcome at all meetings, and fifteen minutes are set aside for them at the beginning.

Please note the following when you take part in the Public Forum:

  • There is a time limit of two minutes for each person.
  • If you ask a question, you will get a reply at the meeting or in writing.
  • If your question is not on the agenda, you must send it in by noon of the day before.
  • Once the forum has ended you may stay, but not speak.
'''
