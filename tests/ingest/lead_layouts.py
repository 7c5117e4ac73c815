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
LEAD_LAYOUTS["labels-without-empty-lines.txt"] = ('''Choir review 4 May 2026
Went well
- the low notes
- tea at half time
Went badly
- the door
- cold feet
Try next time
- a rug
''', {"Went well": ["the low notes", "tea at half time"], "Went badly": ["the door", "cold feet"], "Try next time": ["a rug"]})
LEAD_LAYOUTS["q-numbers.txt"] = ('''Focus group on the pool

Q1: What brings you here?
My knees. The doctor sent me.
The grandchildren.
Q2: What keeps you away?
The price went up in May.
Cold showers.
''', {"What brings you here?": ["My knees. The doctor sent me.", "The grandchildren."], "What keeps you away?": ["The price went up in May.", "Cold showers."]})
LEAD_LAYOUTS["questions-right-below-answers.txt"] = ('''Garden club survey

What do you like?
The pond.
Meeting people on a Tuesday.
What would you change?
More benches.
A tap by the gate.
''', {"What do you like?": ["The pond.", "Meeting people on a Tuesday."], "What would you change?": ["More benches.", "A tap by the gate."]})
LEAD_LAYOUTS["prompts-beside-questions.md"] = ('''# Ten answers about the bus

What do you use it for?

Shopping on market day.

My dialysis.

Name one thing that annoys you

It stops at six.

Other suggestions

A shelter.
''', {"What do you use it for?": ["Shopping on market day.", "My dialysis."], "Name one thing that annoys you": ["It stops at six."], "Other suggestions": ["A shelter."]})
LEAD_LAYOUTS["labels-between-quotations.txt"] = ('''Listening post, Saturday market

Positive comments
"The flowers are lovely this year"
"Best market for miles"
Negative comments
"Nowhere to park"
"The loos shut at two"
''', {"Positive comments": ['"The flowers are lovely this year"', '"Best market for miles"'], "Negative comments": ['"Nowhere to park"', '"The loos shut at two"']})
LEAD_LAYOUTS["what-they-said.md"] = ('''# Skate park

## What young people said

- The bowl floods
- Girls want an hour of their own
- Nobody sweeps the glass
''', {"What young people said": ["The bowl floods", "Girls want an hour of their own", "Nobody sweeps the glass"]})
LEAD_LAYOUTS["a-question-among-remarks.txt"] = ('''Council of the top class, 4 May 2026

They would like a film night.

Class four want the big goals back.

The tuck shop should sell fruit.

No more long tables at lunch.

Can we have a day without ties?

Two of them asked for a second microscope.

The hall smells of paint.
''', {"*": ["They would like a film night.", "Class four want the big goals back.", "The tuck shop should sell fruit.", "No more long tables at lunch.", "Can we have a day without ties?", "Two of them asked for a second microscope.", "The hall smells of paint."]})
LEAD_LAYOUTS["labels-below-a-subheading.md"] = ('''# Rivers and woods

## Rivers

- too many canoes

### Water

- flood maps are old
- Barriers:
    - money
    - no gauges

## Woods

- dark by four

### Deer

- Barriers:
    - no wardens
    - gates locked
''', {"Rivers": ["too many canoes"], "Rivers > Water": ["flood maps are old"], "Rivers > Water: Barriers": ["money", "no gauges"], "Woods": ["dark by four"], "Woods > Deer: Barriers": ["no wardens", "gates locked"]})
LEAD_LAYOUTS["slanted-questions-over-bold-topics.md"] = ('''# Ferry weekend, looking back

# Lessons from it

_What went well? Why? [15 mins]_

**On the water:**

*   **Boats:**
    *   Ola+Wim: the hired boats were dry and steady
    *   Ola: life jackets in all sizes this time
*   **Tea:**
    *   Ola: somebody baked without being asked
    *   Ola: hot water until the very end

_What went badly? Why? [15 mins]_

**On the land:**

*   Ola: nobody could find the signs
*   Ola: the gate was locked until noon
''', {"What went well? Why? [15 mins] > On the water": ["the hired boats were dry and steady", "life jackets in all sizes this time", "somebody baked without being asked", "hot water until the very end"], "What went badly? Why? [15 mins] > On the land": ["nobody could find the signs", "the gate was locked until noon"]})
LEAD_LAYOUTS["prompt-above-a-generic-heading.md"] = ('''# Card of the second hour

**Prompt:** *What has brought new people to the choir, and kept them
coming back?*

## Examples

- A song sheet in three languages, left at the surgery
- Soup before we sing
- Somebody rings whoever was missing
''', {"What has brought new people to the choir, and kept them coming back? > Examples": ["A song sheet in three languages, left at the surgery", "Soup before we sing", "Somebody rings whoever was missing"]})
LEAD_LAYOUTS["sentences-broken-off.txt"] = ('''What the neighbours wrote

1. The best thing about the lane is…

• it is quiet after six
• blackberries in September

2. What worries me most is…

• lorries that cut through
• no light by the bend
''', {"The best thing about the lane is…": ["it is quiet after six", "blackberries in September"], "What worries me most is…": ["lorries that cut through", "no light by the bend"]})
LEAD_LAYOUTS["numbered-cards.md"] = ('''# Comment cards from the bakery

### Card #1

"The rye is gone by nine, every single day of the week."

### Card #2

"Please keep the bench outside, I meet my sister there."

### Card #3

"You never have change for a twenty when I come in early."

### Card #4

"I would pay more for a loaf that is not sliced."
''', {"Comment cards from the bakery > Card #1": ['"The rye is gone by nine, every single day of the week."'], "Comment cards from the bakery > Card #2": ['"Please keep the bench outside, I meet my sister there."'], "Comment cards from the bakery > Card #3": ['"You never have change for a twenty when I come in early."'], "Comment cards from the bakery > Card #4": ['"I would pay more for a loaf that is not sliced."']})
LEAD_LAYOUTS["label-nearer-than-the-heading.md"] = ('''# Trying out the walk leaflet

## Feedback

- The map
  - I held it upside down for a mile
  - The stile is on the wrong side of the beck
- The words
  - Too many, and too small to read in rain
  - I liked the bit about the mill
''', {" > Feedback: The map": ["I held it upside down for a mile", "The stile is on the wrong side of the beck"], " > Feedback: The words": ["Too many, and too small to read in rain", "I liked the bit about the mill"]})
LEAD_LAYOUTS["somebody-asks-in-a-talk.md"] = ('''# Keeping the orchard open

## Who holds the keys

Ewa: The council has one and nobody knows who has the other.

Per: My neighbour had it, then he moved.

Ines: A box with a number would do.

Per: Does a box not rust shut in a year?

Ewa: Ours at the pool never did.

Ines: I would rather trust three people with a key each.

Per: Three is a good number.
''', {"Who holds the keys": ["The council has one and nobody knows who has the other.", "My neighbour had it, then he moved.", "A box with a number would do.", "Does a box not rust shut in a year?", "Ours at the pool never did.", "I would rather trust three people with a key each.", "Three is a good number."]})
LEAD_LAYOUTS["labels-of-short-forms.md"] = ('''# Harbour forum

## What should we look at?

- FIS
  - Count the boats in the harbour
  - Ask the anglers what they take
- AO
  - Let people fish from the pier
  - Keep the slip open all year
- SP
  - LPS
    - Walk round the reserve each spring
  - CON (connection to place)
    - Ask who swims in the sea
- TR
- Bring the survey back in May
''', {"What should we look at?": ["Count the boats in the harbour", "Ask the anglers what they take", "Let people fish from the pier", "Keep the slip open all year", "Walk round the reserve each spring", "Ask who swims in the sea", "Bring the survey back in May"]})
