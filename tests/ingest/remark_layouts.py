"""Remarks that carry no mark of their own, all words invented: what says that they are remarks stands above.

Laid out as in layouts.py: kinds met in documents of the world, no document of it.
"""

from __future__ import annotations

from tests.ingest.layouts import Notes

REMARK_LAYOUTS: dict[str, tuple[str, Notes]] = {}
# fmt: off
# ruff: noqa: E501

REMARK_LAYOUTS["comments-by-place.md"] = ('''**Guest comments**

As agreed in spring, we now keep a book by the door in which guests may write what they like. These are the comments of the first month, word for word.

**General**

Lovely welcome at the door

Nobody could tell me when the lift would be back

**Tea room**

The scones were gone by noon

Where do you put a wheelchair?

**Exhibits**

I could not read the grey labels
''', {"General": ["Lovely welcome at the door", "Nobody could tell me when the lift would be back"], "Tea room": ["The scones were gone by noon", "Where do you put a wheelchair?"], "Exhibits": ["I could not read the grey labels"]})
REMARK_LAYOUTS["underlined-bullets.txt"] = ('''Summary of half-way feedback
============================

* Is the pace right for you?
----------------------------

* A touch slow after lunch
* Fine for me

* What helps you most?
----------------------

* The handouts
* Working in pairs

* What should we change?
------------------------

* Open the room at nine
''', {"Is the pace right for you?": ["A touch slow after lunch", "Fine for me"], "What helps you most?": ["The handouts", "Working in pairs"], "What should we change?": ["Open the room at nine"]})
REMARK_LAYOUTS["reflection-in-agenda.md"] = ('''With Ann and Joe.

# Agenda
## Warm up

* Ten minutes of stretching

## Jobs
* Go through the list from last week
* Look at the boiler

## Look back

### How was that for you?

* Calm
* Glad we stopped on time
* Two hours is long on a stool

### What should we do more of?

* Swapping seats
* Patience
''', {"How was that for you?": ["Calm", "Glad we stopped on time", "Two hours is long on a stool"], "What should we do more of?": ["Swapping seats", "Patience"]})
REMARK_LAYOUTS["quoted-blocks.md"] = ('''# Sewing class, spring term

## Numbers

Of 14 people 9 filled in the form.

## Comments of the class

> I had never threaded a machine before and now I mend for the whole street.

> The room was cold in the first weeks, and the radiator should be seen to.

> More evenings, please, because some of us work.
''', {"Comments of the class": ["I had never threaded a machine before and now I mend for the whole street.", "The room was cold in the first weeks, and the radiator should be seen to.", "More evenings, please, because some of us work."]})
REMARK_LAYOUTS["addressed-by-the-public.txt"] = ('''Agenda item

Public Questions

This is a chance for anyone to speak for three minutes.

Minutes:

The panel was addressed by a member of the public on item 7, the closure of the swimming bath. Points made included:
• The bath had been full every Tuesday and nobody on the panel had ever come to see it.
• Why had the survey been sent to households in the next valley?
The panel was then addressed by a trustee of the Ludworth Trust. She said that:
• The Trust would run the bath at its own cost if the roof were mended first.
The Chair thanked both for coming.
''', {"*": ["The bath had been full every Tuesday and nobody on the panel had ever come to see it.", "Why had the survey been sent to households in the next valley?", "The Trust would run the bath at its own cost if the roof were mended first."]})
REMARK_LAYOUTS["names-speak.txt"] = ('''Audit and Rates Committee - Monday 3 March 2025 2.00 pm

Agenda item
27 Public Question Time

To receive any questions from members of the public and replies thereto.

Minutes:

Mrs Ashdown, referring to item 9, said that nobody had told the stallholders that the square would be dug up in June.

Mr Okoro asked why the rates had been raised twice in one year.

Ms Lyle stated that she had written four times and had no answer.

The Chairman advised that written answers would be sent within ten days.
''', {"*": ["Mrs Ashdown, referring to item 9, said that nobody had told the stallholders that the square would be dug up in June.", "Mr Okoro asked why the rates had been raised twice in one year.", "Ms Lyle stated that she had written four times and had no answer."]})
REMARK_LAYOUTS["sentence-to-finish.txt"] = ('''Summer fair feedback

Please read what families and children wrote on the cards after the fair. Most were very happy with the day, and some had ideas for the next one.

The team has read every card and will keep them in the office for anyone who would like to see them.

Children's feedback

My favourite thing was:

- The ducks
- Getting my face done
- Nan winning the cake
- Splashing

What would make the fair even better?

- Chips
- A bigger slide
''', {" > My favourite thing was": ["The ducks", "Getting my face done", "Nan winning the cake", "Splashing"], "What would make the fair even better?": ["Chips", "A bigger slide"]})
REMARK_LAYOUTS["wall-of-cards.txt"] = ('''Cards from the wall at the museums day

Thank you to Rosa Penn for typing them up.

Who decides what goes on show?

The people who gave the things should be asked first
Not one curator alone

Ask the guards, they hear what is said in the rooms

Nobody has to agree with every label, and it would be odd if they did

Let a class choose one case

Who is missing
- Night workers
- People who think museums are not for them

Who would come if it were free
- My whole street
''', {"Who decides what goes on show?": ["The people who gave the things should be asked first", "Not one curator alone", "Ask the guards, they hear what is said in the rooms", "Nobody has to agree with every label, and it would be odd if they did", "Let a class choose one case"], "Who decides what goes on show? > Who is missing": ["Night workers", "People who think museums are not for them"], "Who decides what goes on show? > Who would come if it were free": ["My whole street"]})
REMARK_LAYOUTS["answers-in-paragraphs.md"] = ('''# Feedback on the 2024 gathering

## Comments

### How can we make next year better?

Put the short talks on the schedule earlier, and let people choose which of them they want to hear on the first morning, please, because the board filled up within minutes and some of us never saw it.

More tea.

Having the list of rooms on paper would have helped those of us without a phone, and I missed two sessions on Saturday because of it, though I had travelled for five hours to hear them.

Warmer rooms, and less standing about.

- Cheaper beds in walking distance

It is hard to leave home over a weekend.
''', {"How can we make next year better?": ["Put the short talks on the schedule earlier, and let people choose which of them they want to hear on the first morning, please, because the board filled up within minutes and some of us never saw it.", "More tea.", "Having the list of rooms on paper would have helped those of us without a phone, and I missed two sessions on Saturday because of it, though I had travelled for five hours to hear them.", "Warmer rooms, and less standing about.", "Cheaper beds in walking distance", "It is hard to leave home over a weekend."]})
REMARK_LAYOUTS["votes-below.txt"] = ('''Evening retro

The following topics were handed in by the people who came. We counted the votes for each.

Topic
Votes
A kettle on every floor
12
Longer breaks
7
Why is the side gate locked?
7
Name badges
0
''', {"*": ["A kettle on every floor", "Longer breaks", "Why is the side gate locked?", "Name badges"]})
REMARK_LAYOUTS["name-on-the-next-line.txt"] = ('''What our members say

I came for the warmth and stayed for the company, and that is the truth of it.
Joan P., member since 2016

They never once made me feel that I was in the way, even when I brought the twins.
Tariq

It gave my week a shape when I had lost mine.
Mrs D. Hale, Eastgate
''', {"*": ["I came for the warmth and stayed for the company, and that is the truth of it.", "They never once made me feel that I was in the way, even when I brought the twins.", "It gave my week a shape when I had lost mine."]})
REMARK_LAYOUTS["class-council.txt"] = ('''Pupil council meeting, 14 November 2019

Present: Ada, Finn, Musa, Wren

Feedback from the classes

Year 1 would like more bikes at playtime.

Year 3 think the hall is too loud at lunch.

Year 4 asked for a shelf for wet shoes.

Some children said that the tap by the field only works if you kick it.

Next meeting: 28 November
''', {"*": ["would like more bikes at playtime.", "think the hall is too loud at lunch.", "asked for a shelf for wet shoes.", "Some children said that the tap by the field only works if you kick it."]})
REMARK_LAYOUTS["comment-sheet-with-dates.txt"] = ('''Questions and comments from readers

We put a sheet for questions and comments on each desk. A selection is below.

03.02.14  Love the new beanbags.

05.02.14  Need large print crime, I have read all of yours.

05.02.14  Why is the van not on Fridays?
''', {"*": ["Love the new beanbags.", "Need large print crime, I have read all of yours.", "Why is the van not on Fridays?"]})
REMARK_LAYOUTS["labels-above-nested.md"] = ('''# Team look-back, week 6

* Happy
    * Pairing with Sam
    * The new kettle
* Unhappy
    * Three meetings in one morning
    * Tests that fail on Tuesdays
* Actions
    * Ines to move the Wednesday call
''', {"*": ["Pairing with Sam", "The new kettle", "Three meetings in one morning", "Tests that fail on Tuesdays"]})
REMARK_LAYOUTS["thread.md"] = ('''# How was the June workshop? #41

**hosts** opened this issue on 7 June 2021

We would love to hear what you liked and what could be better.

**brackenfern** commented on 7 June 2021

The helpers were patient and I finished my first page.

**tomo-k** commented on 8 June 2021

It was too loud at the back. Could we have two rooms next time?

**liv22** commented on 8 June 2021

I would have liked a list of what to install before I came.
''', {"*": ["The helpers were patient and I finished my first page.", "It was too loud at the back. Could we have two rooms next time?", "I would have liked a list of what to install before I came."]})
REMARK_LAYOUTS["many-actions.md"] = ('''# Street meeting, 9 May

## Bins

- The lids blow off and nobody comes for a week
- [ ] Ravi to ring the depot
- Foxes are in the bags by six
- ACTION: Jo to ask for hard bins

## Parking

- Action: write to the ward office (Lou)
- You cannot get a pram past the vans on Mill Hill
- [x] Put up the sign
''', {"Bins": ["The lids blow off and nobody comes for a week", "Foxes are in the bags by six"], "Parking": ["You cannot get a pram past the vans on Mill Hill"]})
REMARK_LAYOUTS["in-their-words.txt"] = ('''Living in the towers: what tenants told us

We visited nine homes in March and asked how people get on with the heating.

In the words of Mrs Adair, 71:

I sit in my coat from four o'clock. The meter eats the money and the room never gets warm.

In the words of a father of three:

We all sleep in one room now. My eldest does her homework in the library because her fingers get cold here.

In the words of Mr Bell:

I rang eleven times. They said somebody would come and nobody has.
''', {"*": ["I sit in my coat from four o'clock. The meter eats the money and the room never gets warm.", "We all sleep in one room now. My eldest does her homework in the library because her fingers get cold here.", "I rang eleven times. They said somebody would come and nobody has."]})
REMARK_LAYOUTS["minutes-in-sentences.txt"] = ('''RESIDENTS ASSOCIATION
Minutes of the meeting held on 3 June 2024 at the Green Room

Present: 14 residents, J. Cole (Chair), Cllr Marsh. Apologies: P. Finch

1. Minutes of last meeting
Agreed as a true record.

2. Bins
A resident said that the lids blow off in the wind.
It was asked why the brown bins are not emptied in winter.
Concern was expressed about rats behind number 9.
Cllr Marsh will speak to the depot.

3. Parking
Residents felt that the vans on the corner block the view of the road.
It was pointed out that the yellow lines have worn away.

4. AOB
The wish for a bench by the bus stop was raised.
''', {"*": ["A resident said that the lids blow off in the wind.", "It was asked why the brown bins are not emptied in winter.", "Concern was expressed about rats behind number 9.", "Residents felt that the vans on the corner block the view of the road.", "It was pointed out that the yellow lines have worn away.", "The wish for a bench by the bus stop was raised."]})
REMARK_LAYOUTS["name-on-the-line-above.txt"] = ('''Marta, 44

I came here with one bag. They gave me a key on the first night and I cried because I had not had a key for a year.

Joe, 19

People think you choose it. Nobody chooses to be cold. What I need is an address so I can get a job.

Winnie, 67

The food is good and the girls at the desk know my name. I would like a lamp by my bed.
''', {"*": ["I came here with one bag. They gave me a key on the first night and I cried because I had not had a key for a year.", "People think you choose it. Nobody chooses to be cold. What I need is an address so I can get a job.", "The food is good and the girls at the desk know my name. I would like a lamp by my bed."]})
REMARK_LAYOUTS["phrases-below-labels.txt"] = ('''Sprint 9 retro

Went well
demo
new build server
Ana joining

Not so well
flaky tests
two outages
no design

Ideas
pair on Fridays
smaller stories
''', {"Went well": ["demo", "new build server", "Ana joining"], "Not so well": ["flaky tests", "two outages", "no design"], "Ideas": ["pair on Fridays", "smaller stories"]})
REMARK_LAYOUTS["second-line-of-the-last-bullet.md"] = ('''## How was the week?

- Long, and I would rather have had it in two halves, with a day between them for the washing and for my mother, who needs me at home at least once
- Good for me, since I could leave the house at last
  (and somebody else cooked)
''', {"How was the week?": ["Long, and I would rather have had it in two halves, with a day between them for the washing and for my mother, who needs me at home at least once", "Good for me, since I could leave the house at last (and somebody else cooked)"]})
