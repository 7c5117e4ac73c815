"""What people typed in other ways than most: numbers, names and blocks around it; all words invented.

Laid out as in layouts.py: kinds met in documents of the world, no document of it.
"""

from __future__ import annotations

from tests.ingest.layouts import Notes

AROUND_LAYOUTS: dict[str, tuple[str, Notes]] = {}
# fmt: off
# ruff: noqa: E501

AROUND_LAYOUTS["answers-by-number.md"] = ('''# Talks about the ferry

## What we asked

1. **When do you cross?**
2. **What would make it easier? For whom?**
3. **Who should decide about the timetable?**

## Crossing 1 – Baker
**Q1:** Before five, with the dough in the van.
**Q2:** A lamp on the slip. I fell there twice.
**Q3:** Those who cross every day.

## Crossing 2 – Nurse
**Q1:** After the late shift, if it still runs.
**Q3:** The island, not the county.
''', {"When do you cross?": ["Before five, with the dough in the van.", "After the late shift, if it still runs."],
 "What would make it easier? For whom?": ["A lamp on the slip. I fell there twice."],
 "Who should decide about the timetable?": ["Those who cross every day.", "The island, not the county."]})
AROUND_LAYOUTS["blocks-announced.md"] = ('''We held the spring concert in the barn again.
About forty people came, most of them on foot.
We had pens and paper at the door and asked for feedback in the break.
This is what we found in the box:

> The barn was cold but the choir was not

---

> More chairs with backs, please!

---

> I would come every month

---

Thank you for every card.
See you in the autumn.
''', {"": ["The barn was cold but the choir was not", "More chairs with backs, please!", "I would come every month"]})
AROUND_LAYOUTS["asked-with-brackets.md"] = ('''# Round of the teams

**What slowed you down? (Tools, people, anything)**
> The one good saw was always lent out.

> Nobody knew who had the key.

**What would you do again? (Or not?)**
> Cook together on the first evening.

> Start later.
''', {"What slowed you down? (Tools, people, anything)": ["The one good saw was always lent out.", "Nobody knew who had the key."],
 "What would you do again? (Or not?)": ["Cook together on the first evening.", "Start later."]})
AROUND_LAYOUTS["counted-in-brackets.txt"] = ('''What the valley told us in spring

1. The pond is good for…

  • Ducks (31)
  • Quiet, shady walks (12)
  • Skating (7)

2. The pond is spoilt by…

  • Litter (19)
  • Loud music/radios (4)
''', {"The pond is good for…": ["Ducks", "Quiet, shady walks", "Skating"],
 "The pond is spoilt by…": ["Litter", "Loud music/radios"]})
AROUND_LAYOUTS["signed-behind.md"] = ('''# Comments from the box at the surgery

## What was good?

- The new door opens by itself. Mrs Adair
- Sister Holt explained every pill.
- Seen at once! – Joan, Harrowby
- Nobody hurried me. Dr Falk was kind. Mr Osei - Brandt
''', {"What was good?": ["The new door opens by itself.", "Sister Holt explained every pill.", "Seen at once!", "Nobody hurried me. Dr Falk was kind."]})
AROUND_LAYOUTS["noted-beside.md"] = ('''# Talk in the laundry

## Visitor A

**Context**: Comes twice a week with two bags.

### When was the queue last too long?
**Response**: "On Sunday. I went home wet."

**Mood**: cross, in a hurry

### What would you change?
**Response**: "A bench, and a list on the wall."

**Mood**: calm

### What should stay?
**Response**: "The radio."

**Mood**: amused
''', {"When was the queue last too long?": ['"On Sunday. I went home wet."'], "What would you change?": ['"A bench, and a list on the wall."'],
 "What should stay?": ['"The radio."']})
AROUND_LAYOUTS["bullets-alone.txt"] = ('''What worries us?

The lane floods below the mill
o

Nobody salts the hill
o

The bus turns round too early
o
''', {"What worries us?": ["The lane floods below the mill", "Nobody salts the hill", "The bus turns round too early"]})
AROUND_LAYOUTS["turns-go-on.md"] = ('''# How do we share the workshop?

Session facilitator(s): Ida B., Ros C.

IDA: Welcome back. We have ten minutes for the tables.

VOICE: The key is the trouble. Whoever has it
Has it for a week.

(laughter)

GUEST: Could we hang it up at the baker's?

IDA: Let us hear the others.

GUEST: He sleeps late, though.

VOICE: A book by the door would do. I wrote my name on a
slate and it was wiped off.

GUEST: I would pay for a second lathe.

ROS: Great, thank you all.

VOICE: And a third one for the children.

GUEST: Who mends what breaks?
''', {"How do we share the workshop?": ["The key is the trouble. Whoever has it Has it for a week.", "Could we hang it up at the baker's?", "He sleeps late, though.", "A book by the door would do. I wrote my name on a slate and it was wiped off.", "I would pay for a second lathe.", "And a third one for the children.", "Who mends what breaks?"]})
AROUND_LAYOUTS["wrapped-account.txt"] = ('''Harbour forum, third meeting

- The Chair explained
why the crane was moved, and that the papers for it had been laid out
in the office since May.
- A resident said the
crane is loud at night and that she had counted eleven alarms in one week
alone.
- The Council stated it
would look at the alarms when the budget is known, not before, and that
nobody had complained so far.
- Another resident asked
for a wall of straw bales, as they have it at the quarry, until there is
money for a better one.
''', {"*": ["A resident said the crane is loud at night and that she had counted eleven alarms in one week alone.", "Another resident asked for a wall of straw bales, as they have it at the quarry, until there is money for a better one."]})
AROUND_LAYOUTS["a-form-of-labels-and-questions.md"] = ('''# Session with rider 4

| Rider | R4 |
| :---- | :---- |
| Time | Friday, 3 May 1:30pm to 2:15pm |
| Age | 27 |
| Finding the gate | Yes with help |
| Notes on finding the gate | Wants it painted |
| Understood the board? | Looked twice, then asked the driver |
| What they use the ferry for | Takes it to the market on Fridays, and to her sister when the bridge is up. |
| What would you change? | A bench with a back |
| Consent to record | Yes |
''', {"Notes on finding the gate": ["Wants it painted"], "Understood the board?": ["Looked twice, then asked the driver"], "What they use the ferry for": ["Takes it to the market on Fridays, and to her sister when the bridge is up."], "What would you change?": ["A bench with a back"]})
AROUND_LAYOUTS["where-the-report-is.md"] = ('''# What should the yard have?

Shade, because the slide burns in July.

A gate that shuts by itself.

You can read the full report here.
''', {"What should the yard have?": ["Shade, because the slide burns in July.", "A gate that shuts by itself."]})
