"""Sections and lines that stand beside others of the same kind and are read as these are; all words invented."""

from __future__ import annotations

from tests.ingest.layouts import Notes

SISTER_LAYOUTS: dict[str, tuple[str, Notes]] = {}
UNHEARD: dict[str, str] = {}
# fmt: off
# ruff: noqa: E501

SISTER_LAYOUTS["comments-among-topics.md"] = ('''# Branch library, May

## Opening hours

- Please open on Sundays for families.
- Late evenings suit me after work.

## Your comments

- The staff are kind and patient, all of them.
- Too cold in the reading room in winter.

## Children's corner

- More picture books for the small ones.
- A second carpet would help a lot.
''', {"Opening hours": ["Please open on Sundays for families.", "Late evenings suit me after work."], "Your comments": ["The staff are kind and patient, all of them.", "Too cold in the reading room in winter."], "Children's corner": ["More picture books for the small ones.", "A second carpet would help a lot."]})
SISTER_LAYOUTS["comments-in-paragraphs.md"] = ('''# Branch library, May

## Opening hours

Please open on Sundays for families.

Late evenings suit me after work.

## Your comments

The staff are kind and patient, all of them.

Too cold in the reading room in winter.
''', {"Opening hours": ["Please open on Sundays for families.", "Late evenings suit me after work."], "Your comments": ["The staff are kind and patient, all of them.", "Too cold in the reading room in winter."]})
SISTER_LAYOUTS["names-between-empty-lines.txt"] = ('''Opening hours

Please open on Sundays
Late evenings suit me after work

General comments

The staff are kind and patient
Too cold in the reading room

Children's corner

More picture books for the small ones
A second carpet would help
''', {"Opening hours": ["Please open on Sundays", "Late evenings suit me after work"], "General comments": ["The staff are kind and patient", "Too cold in the reading room"], "Children's corner": ["More picture books for the small ones", "A second carpet would help"]})
SISTER_LAYOUTS["label-of-a-topic.md"] = ('''# Ferry night

- Boats leave too early for the late shift.
- Metrics
  - Count the bicycles that stay behind
  - Minutes until the gangway is down
- Actions
  - Ola to ask the harbour office
  - Ada to book the hall
''', {"Ferry night": ["Boats leave too early for the late shift."], "Ferry night > Metrics": ["Count the bicycles that stay behind", "Minutes until the gangway is down"]})
SISTER_LAYOUTS["wrapped-question-and-block-quote.md"] = ('''What should we change about the rowing day, and what was good (on the
water and in the hall)?

> The boats were ready when we came, and nobody had to wait in the rain
> for the second round.

Was the map clear?

> Yes, although the bridge was on the wrong side of it.
''', {"What should we change about the rowing day, and what was good (on the water and in the hall)?": ["The boats were ready when we came, and nobody had to wait in the rain for the second round."], "Was the map clear?": ["Yes, although the bridge was on the wrong side of it."]})
SISTER_LAYOUTS["title-above-a-label.txt"] = ('''Hay barn evening

Good:

The lamps were warm.
Everybody had a seat.

Bad:

The ladder shook, and nobody held it.
''', {"Hay barn evening > Good": ["The lamps were warm.", "Everybody had a seat."], "Hay barn evening > Bad": ["The ladder shook, and nobody held it."]})
SISTER_LAYOUTS["reply-of-a-page.txt"] = ('''Benches by the pond

You wrote:

I am not the first to ask, but my mother needs a place to sit down half way round the pond, and there is none.

Thank you for your comment. Two benches have been ordered and will be placed on the north side in the spring.

Leave a Reply

Fill in your details below or click an icon to log in:

You are commenting using your WordPress.com account. Log Out / Change )

Connecting to %s
''', {"Benches by the pond > You wrote": ["I am not the first to ask, but my mother needs a place to sit down half way round the pond, and there is none."]})
SISTER_LAYOUTS["views-of-villagers.txt"] = ('''• Speed against comfort: Residents reject the claim that the new road is wider, and it is seen as a racetrack.

• Trust: People feel that the papers were shown too late, and that the board is seen as deaf.

• What is missing: Villagers say that rules on lights and on fences are not given anywhere.
''', {"": ["Speed against comfort: Residents reject the claim that the new road is wider, and it is seen as a racetrack.", "Trust: People feel that the papers were shown too late, and that the board is seen as deaf.", "What is missing: Villagers say that rules on lights and on fences are not given anywhere."]})
SISTER_LAYOUTS["public-item-of-minutes.txt"] = ('''Minutes of the Parish Council Meeting held on 4th June 2018 in the Mill

Cllr Ardley (Chair), Cllr Bunce, the Clerk

1. Apologies

Apologies were received from Cllr Dent.

2. Public Consultation

Mr Odell spoke regarding the willows that were felled along the ditch.
He asked whether new ones could be set before the winter.
Cllr Bunce proposed to look at it and this was seconded by Cllr Ardley.

3. Accounts

The accounts were approved and the Clerk was thanked.
''', {"*": ["Mr Odell spoke regarding the willows that were felled along the ditch.", "He asked whether new ones could be set before the winter."]})
SISTER_LAYOUTS["a-committee-of-attendees.md"] = ('''# Fair, looking back

## Stalls

- The rows were too narrow for prams.
- 12
- 2019-11-03

## Attendee experience

- Nobody knew where to queue.
- The band was a joy.

## Acknowledgements

- Thanks to the baker.
- Thanks to the smith.
''', {"Stalls": ["The rows were too narrow for prams."], "Attendee experience": ["Nobody knew where to queue.", "The band was a joy."]})
SISTER_LAYOUTS["said-with-dots.txt"] = ('''Old Miller said...

The rope is too short in dry years, and nobody dares to say so.

Young Hanna said...

We could share the second bucket with the upper lane.
''', {"": ["The rope is too short in dry years, and nobody dares to say so.", "We could share the second bucket with the upper lane."]})
SISTER_LAYOUTS["spaces-for-marks.txt"] = ('''Sun: What did we set out to do?
\tFell the dead ash
\tMend the stile

Cloud: what hindered us
\tKim
\t\tThe saw was blunt
\t\tNobody had a map
\tAda
\t\tRain
\tAda

Star: ideas
\tAda
\t\tMeet on a Sunday
''', {"Sun: What did we set out to do?": ["Fell the dead ash", "Mend the stile"], "Cloud: what hindered us": ["The saw was blunt", "Nobody had a map", "Rain"], "Star: ideas": ["Meet on a Sunday"]})
SISTER_LAYOUTS["account-with-names.txt"] = ('''At the hearing on the gravel pit, residents voiced their worries about the lorries and the dust.
Farmer Ida Holm, whose field lies beside it, asked for a hedge of four metres before any digging begins.
Jens Aal suggested that the lorries should leave by the old railway and nowhere else.
Mayor Rita Sol stressed that the council had kept to each of its rules and dates.
Una Birk raised concerns about the well, which was dry twice in the last three years.
The pit is to be dug in four stages, and the last of them ends in nineteen years.
''', {"": ["At the hearing on the gravel pit, residents voiced their worries about the lorries and the dust.", "Farmer Ida Holm, whose field lies beside it, asked for a hedge of four metres before any digging begins.", "Jens Aal suggested that the lorries should leave by the old railway and nowhere else.", "Una Birk raised concerns about the well, which was dry twice in the last three years."]})
SISTER_LAYOUTS["crosses-and-initials.txt"] = ('''# What did we like?
+ the oven (ja)
+ bread for all (ag)
+ the long table (ja)

# What did we not like?
x smoke in the hall (ja)
X feels far from the bus (ag)

# What do you think of the rules of the kitchen
X some are odd (ag)
X good that we wash up at once (ja)
''', {"What did we like?": ["the oven", "bread for all", "the long table"], "What did we not like?": ["smoke in the hall", "feels far from the bus"], "What do you think of the rules of the kitchen": ["some are odd", "good that we wash up at once"]})
SISTER_LAYOUTS["times-of-a-recording.txt"] = ('''(0:30) -- Why did you leave the island

Bo was ready for something new. He wanted to hear other bells.

(4:50) -- What was the difference between the two yards

The same boats. In the second one the ropes are counted every night.

(7:30) -- Is that a good thing?

Bo is not sure.
''', {"Why did you leave the island": ["Bo was ready for something new. He wanted to hear other bells."], "What was the difference between the two yards": ["The same boats. In the second one the ropes are counted every night."], "Is that a good thing?": ["Bo is not sure."]})
SISTER_LAYOUTS["labels-before-quotations.txt"] = ('''Thank you to all who left a card at the ferry. What they liked best was:

  • The crew – 3 cards: “They always wait for my pram”; “They tell jokes when it rains”.
  • The upper deck – 2 cards: “I love the wind up there in March”; “I see my own house from there”.

What they liked least was:

  • The queue – 4 cards: “An hour in the rain is too much”; “Pushing!”.

We will put a roof over the quay.
''', {" > The crew – 3 cards": ["“They always wait for my pram”", "“They tell jokes when it rains”"], " > The upper deck – 2 cards": ["“I love the wind up there in March”", "“I see my own house from there”"], " > The queue – 4 cards": ["“An hour in the rain is too much”", "“Pushing!”"]})
SISTER_LAYOUTS["answers-of-one-word.txt"] = ('''- Do you row?
Yes
- Who taught you how to do it?
My aunt, on the old lake
- Have you ever raced?
No
''', {"Do you row?": ["Yes"], "Who taught you how to do it?": ["My aunt, on the old lake"], "Have you ever raced?": ["No"]})
SISTER_LAYOUTS["letter-with-a-list.md"] = ('''The readers met last week, and all of them liked the plan for the mill.

My sense of it is that their doubts should be seen as a help and not as a verdict, and I said so to each of them that night.

The most serious of these points, which I found to be clear to none of us, are given here in the order in which they came up.

(1) Who it is for: it is not clear whether millers or bakers are meant.

(2) Need: an example of a mill that failed without it would help.

(3) Time: nobody could tell when the wheel will turn.
''', {"": ["Who it is for: it is not clear whether millers or bakers are meant.", "Need: an example of a mill that failed without it would help.", "Time: nobody could tell when the wheel will turn."]})
SISTER_LAYOUTS["who-was-there.md"] = ('''# Mill talk

## Discussion

Hello everyone and welcome!

_Participants_: Ida Holm, Jens Aal, Una Birk and others

The wheel is loud at night, I hear it from the bridge.

I would buy flour at the door.
''', {"Discussion": ["The wheel is loud at night, I hear it from the bridge.", "I would buy flour at the door."]})
SISTER_LAYOUTS["remarks-and-what-they-mean.md"] = ('''# What people want of the oven

## Feedback 1 – less smoke

> I come home with smoke in my hair, and the children cough for the whole of the evening.

### What this means

The draught is too weak.

- a taller chimney;
- a cowl;
- dry wood.

## Feedback 2 – smaller loaves

> We are two, and a loaf of two kilos is stale before we have come to the middle of it.

### For the next baking day

1. Tins of one pound.
2. A list at the door.
''', {" > Feedback 1 – less smoke": ["I come home with smoke in my hair, and the children cough for the whole of the evening."], " > Feedback 2 – smaller loaves": ["We are two, and a loaf of two kilos is stale before we have come to the middle of it."]})
UNHEARD["form-to-fill-in.md"] = '''# Feedback in two minutes

1. **Which can you build now?** Tick any: kite / raft / oven / none yet.
2. **Where did you get stuck?** Page and step: ___
3. **What changed your mind?** Name one thing: ___
4. **What should we change?** Shorten ___ / allow more time for ___
'''
UNHEARD["boards-of-the-day.txt"] = '''4 March 2021

The aim of the day was to tell the village what the plan could do.

Displays covered:

- Hedges
- Mills and weirs
- Lanes

As visitors left they were given a leaflet.
'''
SISTER_LAYOUTS["label-with-one-bullet.md"] = ('''# Allotment evening

## What went well this season?

- The plots by the brook were all let by March.
- Tool sharing
  - The shed was open each Saturday and nobody had to buy a fork of their own.
- Composting
  - Both heaps were turned every month.
  - Neighbours brought their peelings too.
- Bee keeping
  - A swarm was caught in May, and children came to see it with their teacher.

## What should change?

- Watering rota
  - Half of the taps drip all night long.
  - Nobody knows whose turn it is in August.
- Quiet corner
  - The bench there is broken and wet for most of the year.
- Scarecrow contest
  - Who would judge it, and on which day of the summer?
- Gate is stiff
  - The caretaker oils it once a month, we were told.
''', {"What went well this season?": ["The plots by the brook were all let by March.", "The shed was open each Saturday and nobody had to buy a fork of their own.", "Both heaps were turned every month.", "Neighbours brought their peelings too.", "A swarm was caught in May, and children came to see it with their teacher."], "What should change?": ["Half of the taps drip all night long.", "Nobody knows whose turn it is in August.", "The bench there is broken and wet for most of the year.", "Scarecrow contest", "Who would judge it, and on which day of the summer?", "Gate is stiff", "The caretaker oils it once a month, we were told."]})
SISTER_LAYOUTS["remark-with-one-reply.md"] = ('''# Allotment evening

## What should change?

- Wider paths
  - Two barrows cannot pass there.
- Rainwater butts
  - One for each row of plots would do, said the group by the door.
- Ask the school whether classes want a plot again next spring
  - They said yes to me last week.
- The gate should shut by itself at night
  - A spring would be enough for that.
- Slug pellets
  - Agreed, ban them.
''', {"What should change?": ["Wider paths", "Two barrows cannot pass there.", "Rainwater butts", "One for each row of plots would do, said the group by the door.", "Ask the school whether classes want a plot again next spring", "They said yes to me last week.", "The gate should shut by itself at night", "A spring would be enough for that.", "Slug pellets", "Agreed, ban them."]})
