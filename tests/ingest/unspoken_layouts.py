"""Documents in which nobody's remark stands, and such as look like them and hold notes; all words invented."""

from __future__ import annotations

from tests.ingest.layouts import Notes

UNSPOKEN: dict[str, str] = {}
SPOKEN_LAYOUTS: dict[str, tuple[str, Notes]] = {}
# fmt: off
# ruff: noqa: E501

UNSPOKEN["topics-of-the-tables.md"] = '''# Harvest forum

### Table 1: The orchard

- Which trees do you know by name?
- What would you plant?

### Table 2: The stream

- How do you use the stream?
- Who should look after it?
- Why does it matter to you?
'''

UNSPOKEN["untitled-guide.md"] = '''# Lunch club visits

## Opening

- Say who you are and how long it takes.
- Ask whether you may write things down.

## The meal

- How did you hear of the club?
- Tell me about the last time you came.
- Note whether they came alone.
- What would you change?

## Closing

- Is there anything we forgot?
- Leave the card with the number.
'''

UNSPOKEN["retro-form.md"] = '''# Garden team retrospective (week …)

## What went well?

- What made you smile?
- Which jobs got finished?

## What went badly?

- What got in your way?
- Which tools were missing?
'''

UNSPOKEN["steps-of-a-host.txt"] = '''HOW TO HOST A KITCHEN TABLE TALK

BEFOREHAND

- Invite six neighbours
- Put the kettle on early

ON THE DAY

- Welcome everybody at the door
- Read the three prompts aloud
- Write down what is said

AFTERWARDS

- Send the sheet to the office
'''

UNSPOKEN["our-answer.md"] = '''# The changes we have made since the autumn survey

## Ticket hall

- A second window has been opened on Fridays
- Signs were moved to eye level

## Platforms

- Ramps are being installed at both ends
- We have painted the edges yellow
'''

UNSPOKEN["advice.md"] = '''# Allotment working group: recommendations

- The town should keep a waiting list that everybody can see.
- Water butts should be shared between four plots.
- Rents must be set for three years.
'''

UNSPOKEN["figures.md"] = '''# The bus count in figures

## Mornings

- 412 passengers got on at the mill
- 38% paid with a card
- 17 buses were late

## Evenings

- 205 passengers got on at the school
- 61% had a pass
'''

UNSPOKEN["account.txt"] = '''A day at the weir

On the first Sunday in May the weir was opened again. The band stood on the bridge, and the mill wheel turned for the first time since the flood.

It took two winters and a good deal of concrete. The trustees plan to open the fish ladder to school classes in the autumn.

The afternoon ended with a raft race, which the fire brigade won.
'''

UNSPOKEN["exercise-told.txt"] = '''Members' evening

In March we held an evening for the members of the trust. The talks at the tables turned on these two questions:

Q1) What makes you put off a visit?

Q2) What would make a visit easier.

The answers were sorted into groups, which members were then asked to rank with a keypad. The ranking will be used in the plan for next year.
'''

UNSPOKEN["programme.md"] = '''# River day

## Program

### Meeting at the boathouse

### Small projects

Projects could include:

- a map of the springs
- a count of the kingfishers
- a first list of the weirs

### Picnic
'''

UNSPOKEN["method.md"] = '''# Design meeting

A meeting was held with the users of the hall, who were asked to look at each of the three plans by the following criteria:

* How easy it is to get in.
* How warm it is.

### Methodology

* The meeting was run on an online board.
* Each table was led by one of us.
'''

SPOKEN_LAYOUTS["guide-with-answers.md"] = ('''# Visit guide, filled in

- How did you hear of the club?
  - My neighbour brought me along
- What do you like about it?
  - The soup, and that nobody hurries me
- What would you change?
  - A lift to the door when it rains
''', {"How did you hear of the club?": ["My neighbour brought me along"], "What do you like about it?": ["The soup, and that nobody hurries me"],
 "What would you change?": ["A lift to the door when it rains"]})

SPOKEN_LAYOUTS["peoples-advice.md"] = ('''# Meadow meeting

## What people said

- The gate should stay open until nine
- Dogs must be on a lead
- Somebody should mend the stile
''', {"*": ["The gate should stay open until nine", "Dogs must be on a lead", "Somebody should mend the stile"]})

SPOKEN_LAYOUTS["peoples-questions.md"] = ('''# Quarry evening

## Questions from the floor

- When will the lorries stop?
- Who pays for the road?
- Why was nobody told?
''', {"*": ["When will the lorries stop?", "Who pays for the road?", "Why was nobody told?"]})

SPOKEN_LAYOUTS["officials-and-people.txt"] = ('''Lido reopens to swimmers

Swimmers were asked about the lido in a survey last month.

“A town without a lido is a poorer town, and we are proud to have saved ours,” Mayor Ida Marsh said. “The new boiler will be paid for by the county.

“Nobody will have to swim in cold water again.”

“My gran taught me to swim here and I cried when it shut,” said swimmer Joe.

“It wants a clock that you can read without your glasses,” Nell, aged 70, added.

“The changing rooms are warmer but the lockers still eat your coins,” said swimmer Pat.

“We hear that, and the lockers are next,” Marsh replied.
''', {"*": ["“My gran taught me to swim here and I cried when it shut,”", "“It wants a clock that you can read without your glasses,”", "“The changing rooms are warmer but the lockers still eat your coins,”"]})

SPOKEN_LAYOUTS["page-with-ways-on.txt"] = ('''Canal plan

What boaters told us

Between March and May we received the following comments.

I would moor here for longer if there was somewhere to empty the bins without carrying them a mile

Nobody has cut the reeds by the lock for three summers and my rudder knows it

We need more rings on the wall and fewer signs that tell us off

Previous

About the plan

Next

What we will do
''', {"*": ["I would moor here for longer if there was somewhere to empty the bins without carrying them a mile", "Nobody has cut the reeds by the lock for three summers and my rudder knows it", "We need more rings on the wall and fewer signs that tell us off"]})

SPOKEN_LAYOUTS["names-and-slots.md"] = ('''# Camp notes

- Meeting opened at 9.40
- 10:00 - Blue tent
  - Share the tools between the sheds
  - Nobody knows who has the key
- Dot K.
  - A rota on the door
- Sol R.
- 24 forms returned
- Thanks for coming, everyone!
''', {"*": ["Share the tools between the sheds", "Nobody knows who has the key", "A rota on the door"]})

SPOKEN_LAYOUTS["what-happened-first.md"] = ('''# Shed crew, week nine

- Project — a roof for the bicycle shed
- Duration — five weekends

## What happened

- We sorted the screws
- We had this look back

## Insights

- Sorting first saved us an hour
- I would rather work in threes
''', {"*": ["Sorting first saved us an hour", "I would rather work in threes"]})

UNSPOKEN["who-does-what-at-a-circle.md"] = '''# Story circle by the canal

## Before

1. Chairs in a ring, six to a ring
2. Paper for whoever writes
3. A bell

## During

1. The moderator welcomes the ring and says how long there is
2. The note taker writes down each story in a line
3. The moderator rings the bell when the hour is half gone
4. A second round, for those who passed
5. The reporter should have two stories ready to tell again
'''

UNSPOKEN["rules-of-the-house.txt"] = '''Tenants of Quay Street

Meeting Ground Rules

  • Nobody is the only one who is right.
  • The group hears what is new before what is old.
  • No telephones on the table.
  • All points go through the chair.
'''

SPOKEN_LAYOUTS["answers-picked-and-answers-written.md"] = ('''# What the swimmers answered

## How often do you come?

- Every day: 14
- Once a week: 41
- Less: 9

## What would you change at the pool?

- A warmer shower, please
- Open at six on Fridays
- Nothing on the radio before nine
''', {"What would you change at the pool?": ["A warmer shower, please", "Open at six on Fridays", "Nothing on the radio before nine"]})

SPOKEN_LAYOUTS["who-was-asked-and-a-script.md"] = ('''# Talking to riders

## Rider B

Profile: commutes by ferry and bicycle
Consent: given before we began

I used this script for the talks:

- Please show us your bag. (What is in it?)
- How do you plan a trip?
- What do you do when the ferry is late?

## What gets in your way?

- The ramp is too steep with bags
- No shelter at the second gate

Themes: ramp, shelter, second_gate
''', {"What gets in your way?": ["The ramp is too steep with bags", "No shelter at the second gate"]})

SPOKEN_LAYOUTS["program-between-remarks.md"] = ('''# Evening course, third week

## Feedback of the class

- Go slower over the last exercise
- More time with a neighbour

```{r echo=FALSE}
read_csv("week3.csv") %>%
  count(answer)
```

- The handout was a help
''', {"*": ["Go slower over the last exercise", "More time with a neighbour", "The handout was a help"]})
