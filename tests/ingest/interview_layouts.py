"""Interviews, forms, comment cards and retrospectives as people type them, all words invented.

Laid out as in layouts.py: kinds met in documents of the world, no document of it.
"""

from __future__ import annotations

from tests.ingest.layouts import Notes

INTERVIEW_LAYOUTS: dict[str, tuple[str, Notes]] = {}
# fmt: off
# ruff: noqa: E501

INTERVIEW_LAYOUTS["answers-in-turn.md"] = ('''# Talks at the market

Two stallholders, asked the same.

## Questions

1. What brings you here?
1. What would make you stay away?

## Answers

### Stallholder 1

1. > The same faces every Friday, and a
   > good pitch by the pump
1. > Rain on two market days running

### Stallholder 2

1. > My mother had the stall
1. > A dearer pitch
''', {"What brings you here?": ["The same faces every Friday, and a good pitch by the pump", "My mother had the stall"],
 "What would make you stay away?": ["Rain on two market days running", "A dearer pitch"]})
INTERVIEW_LAYOUTS["form-half-filled.md"] = ('''# Interview notes

## Visitor A
**Date**: [date]
**Consent**: given

### Q1: When did you last come by bus?
**Response**: [Quote or paraphrase]
Last winter, when the car was ill.
Only for the market.

**Themes**: `bus`, `market`

### Q2: What gets in the way?
**Response**:
The last bus goes before the film ends.

## Summary (Visitor A)
**Top points**:
1. [Point with evidence]
''', {"When did you last come by bus?": ["Last winter, when the car was ill.", "Only for the market."],
 "What gets in the way? > Response": ["The last bus goes before the film ends."]})
INTERVIEW_LAYOUTS["topics-with-responses.md"] = ('''---
title: "Tea Circle Summary"
---

# Tea Circle Summary

## Session Overview

- **Duration**: an hour
- **Facilitator**: Ros Hart

## Topics

### 1. How do you keep warm at home?

**Raised by**: Pia

Pia had asked her sister, who only laughed. She told the room about the stove.

**Responses:**

- **Tom**: Shuts all doors but one and sits there with the dog. "The dog is the best of it."
- **Ines**: Goes to the library until it shuts.

**Key insight**: People choose one room.

### 2. Getting a plumber (3 votes)

![The board](board.png)
*The board at half time.*

Pia told of her boiler and the three men who came to look at it.

**Responses:**

**Tom**: Asked the man next door, who knew one.

**Ines**: Would pay more to be told the truth.
''', {"1. How do you keep warm at home? > Responses": ['Shuts all doors but one and sits there with the dog. "The dog is the best of it."', "Goes to the library until it shuts."],
 "2. Getting a plumber (3 votes) > Responses": ["Asked the man next door, who knew one.", "Would pay more to be told the truth."]})
INTERVIEW_LAYOUTS["rounds-alike.md"] = ('''# What we saw people do

## Round 1

### Participant names

- Ann

### Reactions and questions

Found the till at once
Looked for the toilets twice and gave up in the end.
Would come again

## Round 2

### Participant names

- Bill

### Reactions and questions

- Wanted a chair by the door
''', {"Round 1 > Reactions and questions": ["Found the till at once", "Looked for the toilets twice and gave up in the end.", "Would come again"],
 "Round 2 > Reactions and questions": ["Wanted a chair by the door"]})
INTERVIEW_LAYOUTS["comments-and-replies.txt"] = ('''Comment cards, May

Comment: Too few pegs in the hall.
Response: We have asked the caretaker to put up a rail before the summer.

Comment: The soup was lovely!
Response: Thank you, the cook was glad to hear it and sends her regards.

A step by the sink would help my boy.
Response: There is one under the stairs, please ask at the desk for it.
''', {"": ["Too few pegs in the hall.", "The soup was lovely!", "A step by the sink would help my boy."]})
INTERVIEW_LAYOUTS["heard-only.html"] = ('''<html><body><h1>Allotment talks</h1><h2>What we heard</h2>
<p>We wrote to all forty plot holders in the spring and asked what they would like to see changed before the new lease.</p>
<p>Their letters told of:</p><ul><li>Rats below the sheds</li><li>No water after Michaelmas</li></ul></body></html>
''', {" > What we heard": ["Rats below the sheds", "No water after Michaelmas"]})
INTERVIEW_LAYOUTS["half-sentences.txt"] = ('''Evaluation of the day

The best thing about today was...

- The walk round the mill
- Lunch with people I had not met

Something that could have been better...

- The room was cold
- Too many slides
''', {"The best thing about today was...": ["The walk round the mill", "Lunch with people I had not met"],
 "Something that could have been better...": ["The room was cold", "Too many slides"]})
INTERVIEW_LAYOUTS["cards-after-lists.txt"] = ('''Hopes

- A bench in the shade
- Somewhere to leave a bike

Looking Ahead

People wrote on cards whether the evening had been of use to them, and this is what they wrote:

“I came to grumble and went home with a list of things to do.”

“Glad to see the mayor listen for once, if only for an hour.”
''', {"Hopes": ["A bench in the shade", "Somewhere to leave a bike"],
 "Looking Ahead": ["“I came to grumble and went home with a list of things to do.”", "“Glad to see the mayor listen for once, if only for an hour.”"]})
INTERVIEW_LAYOUTS["facilitator-asks.txt"] = ('''Table talk

Facilitator: would a second shop be any good to you?
- Only if it opened on Sundays
- We hardly keep the one we have

Facilitator: what else would you spend the money on?
- A kiln
''', {"would a second shop be any good to you?": ["Only if it opened on Sundays", "We hardly keep the one we have"],
 "what else would you spend the money on?": ["A kiln"]})
INTERVIEW_LAYOUTS["minutes-to-receive.txt"] = ('''WRAYBY PARISH COUNCIL
Minutes of the meeting held on 4 May 2026

Present: Mrs Dale (Chair), Mr Pike and the Clerk

1. To receive apologies for absence
Apologies were received from Mr Lunn.

2. To confirm the minutes of the last meeting
Resolved, that they be agreed as a true record.

3. To receive comments and questions from the public
A resident asked when the ford would be cleared.
Councillor Pike had to leave.

4. To consider the budget
Seconded and carried.
''', {"To receive comments and questions from the public": ["A resident asked when the ford would be cleared."]})
INTERVIEW_LAYOUTS["groups-on-one-line.md"] = ('''# Evening at the mill

## What matters most to you?

Group 1: trees, benches and a tap
Group 2: a crossing by the school

## What should come first?

- **Group 1:** the green
- **Group 2:** the crossing
''', {"What matters most to you? @ Group 1": ["trees, benches and a tap"], "What matters most to you? @ Group 2": ["a crossing by the school"],
 "What should come first? @ Group 1": ["the green"], "What should come first? @ Group 2": ["the crossing"]})
INTERVIEW_LAYOUTS["board-as-text.txt"] = ('''Getting there
bus never comes on time
no lights on the path
Staying
toilets locked at four
nowhere to sit
''', {"Getting there": ["bus never comes on time", "no lights on the path"], "Staying": ["toilets locked at four", "nowhere to sit"]})
INTERVIEW_LAYOUTS["sessions-told.html"] = ('''<html><body><h1>Two evenings with young farmers</h1><h2>Session 1</h2>
<ul><li>Nobody rents us land</li><li>The vet is two hours off</li></ul>
<h2>Session 2</h2><p>At the second session of the project our team showed the group the three themes from the first evening, and the young
farmers then chose the one they liked best and drew a poster of it together.</p></body></html>
''', {" @ Session 1": ["Nobody rents us land", "The vet is two hours off"]})
INTERVIEW_LAYOUTS["comments-as-paragraphs.txt"] = ('''What the toddlers' parents told us about the swings

Asked at the gate     22
Asked online     16

General comments:

Everyone likes the two swings

The slide is too steep for the small ones

Nobody knew what the board with holes is for

Requests, most wanted first

1) A sand pit

2) A bench in the shade
''', {"General comments": ["Everyone likes the two swings", "The slide is too steep for the small ones", "Nobody knew what the board with holes is for"],
 "General comments > Requests, most wanted first": ["A sand pit", "A bench in the shade"]})
INTERVIEW_LAYOUTS["lettered-questions.html"] = ('''<html><body><p><b>Question 1. What is good here?</b></p><p>The park, which is well kept.</p>
<p><b>Question 2a. Specific aspects – traffic</b></p><p>Too fast by the school.</p>
<p><b>Question 2b. Specific aspects – parking</b></p><p>I walk.</p><p>Log in to comment</p></body></html>
''', {"What is good here?": ["The park, which is well kept."], "Specific aspects – traffic": ["Too fast by the school."], "Specific aspects – parking": ["I walk."]})
INTERVIEW_LAYOUTS["patients-group.txt"] = ('''Patients' Group of Mill Lane

Oak Surgery

(AB) Patient
(CD) Patient
(EF) Practice

EF showed the group the new leaflet with the opening times and the numbers to ring when the surgery is shut.

AB said that nobody in her road can get through before nine, and that the message is far too long for old people.

CD asked why the side door is locked on market days, when half the village comes by bus and has to walk round.
''', {"": ["AB said that nobody in her road can get through before nine, and that the message is far too long for old people.", "CD asked why the side door is locked on market days, when half the village comes by bus and has to walk round."]})
INTERVIEW_LAYOUTS["toml-front-matter.md"] = ('''+++
title = "Wall of notes"
tags = ["talks", "tea"]
+++

## What did you like?

- The scones
- Sitting by the stove
''', {"What did you like?": ["The scones", "Sitting by the stove"]})
# fmt: on
