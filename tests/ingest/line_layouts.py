"""Where a remark begins and ends on its line, and what is beside it, all words invented: what stands in each.

Laid out as in layouts.py: kinds met in documents of the world, no document of it.
"""

from __future__ import annotations

from tests.ingest.layouts import Notes

LINE_LAYOUTS: dict[str, tuple[str, Notes]] = {}
# fmt: off
# ruff: noqa: E501

LINE_LAYOUTS["quotations-in-a-row.md"] = ('''# Rowing club, after the season

## What went well?

"we rowed in the rain and nobody moaned", "the new boat is a joy to carry", "i made three friends"

## What was hard?

"The river was too high." "Nobody told us about the second race." "My hands."
''', {"What went well?": ['"we rowed in the rain and nobody moaned"', '"the new boat is a joy to carry"', '"i made three friends"'], "What was hard?": ['"The river was too high."', '"Nobody told us about the second race."', '"My hands."']})
LINE_LAYOUTS["quoted-empty-answer.txt"] = ('''What could the rowing club do better?

“More outings on the river”
“Nothing I can think of”

What does the club mean to you?

“They are patient with us”
“The new boat is a joy to carry”
''', {"What could the rowing club do better?": ["“More outings on the river”"], "What does the club mean to you?": ["“They are patient with us”", "“The new boat is a joy to carry”"]})
LINE_LAYOUTS["parted-by-semicolons.md"] = ('''# Comment slips from the pottery morning

## The room

Warm; Bright; Plenty of hooks; Sink at the right height
Other comments: Could we open the side door; the radio was too loud; lovely smell of clay

## The teaching

Patient; Clear; She waited for us all;
''', {"The room": ["Warm", "Bright", "Plenty of hooks", "Sink at the right height"], "The room > Other comments": ["Could we open the side door", "the radio was too loud", "lovely smell of clay"], "The teaching": ["Patient", "Clear", "She waited for us all"]})
LINE_LAYOUTS["bullets-glued.txt"] = ('''What would make the ferry better?

• Seats that are dry • A bell before it leaves • Tea
• A ramp for prams

What should stay?

• The captain's jokes • The price
''', {"What would make the ferry better?": ["Seats that are dry", "A bell before it leaves", "Tea", "A ramp for prams"], "What should stay?": ["The captain's jokes", "The price"]})
LINE_LAYOUTS["two-speakers-a-line.md"] = ('''## What did the picture remind you of?

- Orla: a gate left open - Niall: the smell of rope. Orla - and my aunt's yard
- Wet slates at dusk
''', {"What did the picture remind you of?": ["a gate left open", "the smell of rope.", "and my aunt's yard", "Wet slates at dusk"]})
LINE_LAYOUTS["answers-behind.md"] = ('''Interview with a beekeeper

- How many hives do you keep? - Eleven, and two of a neighbour's
- What do you read about bees? - Old almanacs mostly
- Would you teach somebody? - Only in summer
''', {"How many hives do you keep?": ["Eleven, and two of a neighbour's"], "What do you read about bees?": ["Old almanacs mostly"], "Would you teach somebody?": ["Only in summer"]})
LINE_LAYOUTS["quoted-and-not.txt"] = ('''Plum fair, our stall

We stood by the gate from ten to four and talked with whoever stopped.

What would you like on the green?

  • somewhere to sit in the shade and watch the cricket
  • “A tap for the dogs please”
  • taller goals for the older ones who play on Sundays
  • “More plums next year”
  • “A band on the last day”
''', {"What would you like on the green?": ["somewhere to sit in the shade and watch the cricket", "“A tap for the dogs please”", "taller goals for the older ones who play on Sundays", "“More plums next year”", "“A band on the last day”"]})
LINE_LAYOUTS["heavy-quotes-signed.txt"] = ('''How do members feel about the new pool hours?

The pool has opened at seven since March, and the club asked what people make of it, who wrote as follows.

❝I can swim before the shop opens, which I never could.❞
—Hull

❝The water is cold at that time of day, but so am I.❞
—Selby

❝I miss the late hour when it was quiet and dim.❞
—Goole
''', {"How do members feel about the new pool hours?": ["❝I can swim before the shop opens, which I never could.❞", "❝The water is cold at that time of day, but so am I.❞", "❝I miss the late hour when it was quiet and dim.❞"]})
LINE_LAYOUTS["thread.md"] = ('''# After the June knitting night

hedda · description · 2024-06-03
Tell us what you liked and what we should do otherwise next time.

Thanks for coming.

brannoch · comment · 2024-06-03
The lamps were a good idea, I could see my stitches.

olive-k · comment · 2024-06-04
:tada: :+1:

tamsin · comment · 2024-06-05
Please begin at six.

The bus leaves at nine.

hedda · comment · 2024-06-06
We will look at that!
''', {"Tell us what you liked and what we should do otherwise next time.": ["The lamps were a good idea, I could see my stitches.", "Please begin at six.", "The bus leaves at nine."]})
LINE_LAYOUTS["classes-in-front.md"] = ('''# What would make lunch better?

- 3B warmer plates
- 4A & 4C – a quiet table in the corner
- 5F more fruit, less pastry
- 6D let us sit with our friends
''', {"What would make lunch better?": ["warmer plates", "a quiet table in the corner", "more fruit, less pastry", "let us sit with our friends"]})
LINE_LAYOUTS["votes-behind.md"] = ('''## What do you cook on?

- A camping stove +1 :+1:
- Wood + (6)
- Gas +3333333
- Induction :heart: :tada:
''', {"What do you cook on?": ["A camping stove", "Wood", "Gas", "Induction"]})
LINE_LAYOUTS["site-marks-and-block-quotes.md"] = ('''---
title: Term two
---
# Weaving course

{{% button "files/raw.pdf" %}}
{{< figure src="loom.png" >}}

The course ran for nine weeks with a mean mark of 4.1.

## Comments of those who came

> The loom was set up wrongly in week two, and I lost a day. [cut off]

> I would come again for the dyeing alone.
''', {"Comments of those who came": ["The loom was set up wrongly in week two, and I lost a day. [cut off]", "I would come again for the dyeing alone."]})
LINE_LAYOUTS["together-and-comment.md"] = ('''## What do you want from the shed?

- Bodil: a lathe
- Arne: heat
- Bodil+Arne: a kettle that works
- Arne comment: and a key for each of us
- Bodil: shelves
''', {"What do you want from the shed?": ["a lathe", "heat", "a kettle that works", "and a key for each of us", "shelves"]})
LINE_LAYOUTS["labels-again-and-again.txt"] = ('''Evaluation of the first aid day

Best part: the dummy that coughed
Worst part: the room was icy
Next time: bring more bandages

Best part: the jokes of the trainer
Worst part: parking
Next time: begin later

Best part: we all took a turn
Worst part: the long film
Next time: no film
''', {"Best part": ["the dummy that coughed", "the jokes of the trainer", "we all took a turn"], "Worst part": ["the room was icy", "parking", "the long film"], "Next time": ["bring more bandages", "begin later", "no film"]})
LINE_LAYOUTS["narrow-and-wrapped.txt"] = ('''Notes from the evening about the towpath, held at the
lock keeper's house on a wet Tuesday in autumn.

What troubles you about the towpath?

- The stretch by the mill floods whenever it rains for
more than a day, and then you have to go round by the
road with the lorries.
- Cyclists without bells.
- It is dark from the bridge to the basin, and my
daughter does not walk it alone any more after four in
the afternoon.

What would you keep as it is?

- The herons. Nobody should put a light where they
stand.
- The bench that says nothing.
''', {"What troubles you about the towpath?": ["The stretch by the mill floods whenever it rains for more than a day, and then you have to go round by the road with the lorries.", "Cyclists without bells.", "It is dark from the bridge to the basin, and my daughter does not walk it alone any more after four in the afternoon."], "What would you keep as it is?": ["The herons. Nobody should put a light where they stand.", "The bench that says nothing."]})
LINE_LAYOUTS["quotation-over-paragraphs.md"] = ('''# Voices of the yard

We spoke with three people who worked at the yard, and print what they told us.

"I came in sixty-eight, when there were four hundred of us, and the hooter went at seven every morning without fail.

"Nobody wore a helmet then. You learned to listen for the crane, and if you did not hear it you moved anyway.

"I would do it again, all of it, but for the cold."

Jack, riveter

"My mother cooked in the canteen for nineteen years and I took over her apron when she stopped.

"What I miss is the noise at noon."

Iris, cook

"They never asked us when they closed it, they put a paper on the gate and that was that."

Tom, draughtsman
''', {"Voices of the yard": ["\"I came in sixty-eight, when there were four hundred of us, and the hooter went at seven every morning without fail.", "\"Nobody wore a helmet then. You learned to listen for the crane, and if you did not hear it you moved anyway.", "\"I would do it again, all of it, but for the cold.\"", "\"My mother cooked in the canteen for nineteen years and I took over her apron when she stopped.", "\"What I miss is the noise at noon.\"", "\"They never asked us when they closed it, they put a paper on the gate and that was that.\""]})
LINE_LAYOUTS["roles-in-brackets.md"] = ('''# Writing group feedback

What did you miss?

- (PhD) more time with the archive
- (staff) a map of the building
- (PhD) lockers
- somebody who knows the printer

What did you like?

- (staff) the soup
''', {"What did you miss?": ["more time with the archive", "a map of the building", "lockers", "somebody who knows the printer"], "What did you like?": ["the soup"]})
LINE_LAYOUTS["group-codes-in-bold.md"] = ('''## Group feedback

**Group 1** – more buses, safer crossing, a shelter that keeps the rain off
**Group 2** – the crossing by the school; lights; a warden
**Group 3** – buses on Sundays
''', {" > Group feedback @ Group 1": ["more buses, safer crossing, a shelter that keeps the rain off"], " > Group feedback @ Group 2": ["the crossing by the school; lights; a warden"], " > Group feedback @ Group 3": ["buses on Sundays"]})
LINE_LAYOUTS["question-and-answer-in-letters.txt"] = ('''Questions to our new members

Q: Why did you join? A: To get out of the house.
Q: What did you expect? A: Less singing.
Q: Will you stay? A: As long as there is cake.
''', {"Why did you join?": ["To get out of the house."], "What did you expect?": ["Less singing."], "Will you stay?": ["As long as there is cake."]})
LINE_LAYOUTS["answers-behind-numbers.txt"] = ('''Questionnaire, family 4

1. Do you have a garden? Yes, a small one at the back
2. Do you grow food in it? Beans and a bit of rhubarb
3. What stops you from growing more? My knees and the slugs
4. Would you share it? With somebody I know
''', {"Do you have a garden?": ["Yes, a small one at the back"], "Do you grow food in it?": ["Beans and a bit of rhubarb"], "What stops you from growing more?": ["My knees and the slugs"], "Would you share it?": ["With somebody I know"]})
LINE_LAYOUTS["fields-as-headings.md"] = ('''# What keeps a choir together?

### Facilitators: Ona B. and Per L.

### Day & time: Friday, 7 pm

### Room: the Old Forge

- We eat before we sing
- Somebody rings whoever was missing
''', {"What keeps a choir together?": ["We eat before we sing", "Somebody rings whoever was missing"]})

LINE_LAYOUTS["marks-of-bullets-alone.txt"] = ('''What did you think of the fair?

The band was too near the baby tent
o
More shade for those who queue
o
I would come again with my mother
o
''', {"What did you think of the fair?": ["The band was too near the baby tent", "More shade for those who queue", "I would come again with my mother"]})
LINE_LAYOUTS["names-below-a-heading.md"] = ('''# Rowers' evening

## Feedback

- Ana B.
  - Dry seats
  - New ropes
- Tom K.
  - A key for each crew
''', {" > Feedback": ["Dry seats", "New ropes", "A key for each crew"]})
