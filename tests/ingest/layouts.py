"""Templates as colleagues make them, all words invented: each document, and what a person reads in it.

By question, with " > " and the heading or " @ " and the table where there is one; "*" where only the notes
count; a question that ends in "@" stands for all its tables. Documents of office programs: office_layouts.py.
"""

from __future__ import annotations

Notes = dict[str, list[str]]
LAYOUTS: dict[str, tuple[str, Notes]] = {}
# A document a few lines: laid out by hand, and wider than code.
# fmt: off
# ruff: noqa: E501

LAYOUTS["form-comma-lists.csv"] = ('''"Submitted","Which of these do you use? Tick all that apply","How often do you visit?","If you could change one thing, what would it be?","I am happy for my answers to be used","Ward","What would you tell a friend about us?"
2026-03-01 10:00,"Café, Garden",Weekly,The steps by the side door,Yes,Elm,The soup is worth the walk
2026-03-01 10:05,"Garden, Shop",Monthly,Nothing opens before ten,Yes,Oak,Go on a Thursday when it is quiet
2026-03-01 10:07,"Café, Garden, Shop",Weekly,More chairs with arms,Yes,Elm,They remember your name
2026-03-01 11:00,Shop,Never,,Yes,Ash,
2026-03-01 11:30,"Café, Shop",Weekly,A bell at the desk,Yes,Oak,Bring a coat
2026-03-01 11:45,Garden,Monthly,Put the prices up outside,Yes,Elm,The garden is the best part
''', {"If you could change one thing, what would it be?": ["The steps by the side door", "Nothing opens before ten", "More chairs with arms", "A bell at the desk", "Put the prices up outside"],
 "What would you tell a friend about us?": ["The soup is worth the walk", "Go on a Thursday when it is quiet", "They remember your name", "Bring a coat", "The garden is the best part"]})

LAYOUTS["slido.csv"] = ('''Text,Author,Upvotes,Downvotes,Status
Why did the minibus stop?,Anonymous,9,1,Live
Could the hall open on Sundays?,Bri,4,0,Archived
Who pays for the new boiler?,Anonymous,2,3,Live
''', {"": ["Why did the minibus stop?", "Could the hall open on Sundays?", "Who pays for the new boiler?"]})

LAYOUTS["no-header.csv"] = ('''Elm;The lamp by the gate is broken;I would come if there was a crèche
Oak;Nobody answers the door bell;Thursdays are too early for me
Elm;It smells of paint;A list of what is on
Ash;The toilets are locked at four;My mum would like bingo
Oak;You cannot get a pram in;More tea
''', {"*": ["The lamp by the gate is broken", "Nobody answers the door bell", "It smells of paint", "The toilets are locked at four", "You cannot get a pram in", "I would come if there was a crèche", "Thursdays are too early for me", "A list of what is on", "My mum would like bingo", "More tea"]})

LAYOUTS["question-then-bold-rooms.md"] = ('''# Winter conversation

We met on Zoom on 4 February 2026. Fourteen people came.

## What keeps you going in winter?

**Breakout room A**

- Soup club
- Ringing my sister

**Breakout room B**

- The choir
- A walk at noon

## What would you ask the council for?

**Breakout room A**

- Grit the alley

**Breakout room B**

- A warm bus shelter
- Lights that stay on
''', {"What keeps you going in winter? @ Breakout room A": ["Soup club", "Ringing my sister"], "What keeps you going in winter? @ Breakout room B": ["The choir", "A walk at noon"],
 "What would you ask the council for? @ Breakout room A": ["Grit the alley"], "What would you ask the council for? @ Breakout room B": ["A warm bus shelter", "Lights that stay on"]})

LAYOUTS["at-a-glance.md"] = ('''# Carers' lunch, 12 May 2026

> **At a glance**
>
> - Carers want a break
> - Parking is hard

## Where do you go for advice?

* The chemist
* My neighbour who was a nurse
* Nowhere really

## What would a good break look like?

* Two hours with nobody asking me anything
* Swimming
''', {"Where do you go for advice?": ["The chemist", "My neighbour who was a nurse", "Nowhere really"], "What would a good break look like?": ["Two hours with nobody asking me anything", "Swimming"]})

LAYOUTS["underlined.txt"] = ('''TENANTS' OPEN EVENING
Held in the laundry, 3 June 2026

What is it like to live here?
=============================
Noisy at weekends
Good neighbours on my landing
The lift smells

What should the landlord do first?
==================================
Answer the phone
Paint the stairs
''', {"What is it like to live here?": ["Noisy at weekends", "Good neighbours on my landing", "The lift smells"], "What should the landlord do first?": ["Answer the phone", "Paint the stairs"]})

LAYOUTS["definition-list.html"] = ('''<html><head><title>Harbour day</title></head><body><nav><ul><li>Home</li><li>About</li></ul></nav><h1>Harbour day</h1><p>Thank you to all who came.</p>
<dl><dt>What do you love about the harbour?</dt><dd>The light in the morning</dd><dd>Crab sandwiches</dd><dt>What worries you?</dt><dd>Jet skis</dd><dd>The price of a mooring</dd></dl><footer>© Harbour Trust</footer></body></html>''',
 {"What do you love about the harbour?": ["The light in the morning", "Crab sandwiches"], "What worries you?": ["Jet skis", "The price of a mooring"]})

LAYOUTS["quotes-with-dash.md"] = ('''# What we heard at the memory café

We sat with eleven people over two afternoons. This is what they told us in their own words.

### Getting a diagnosis

"I had to ask three times before anybody wrote it down."
-- Daughter, Wick

"The doctor drew it on a napkin and then I understood."
-- Man, 71

### Afterwards

"We went home with a leaflet and that was that."
-- Wife of a member

"Coming here is the only thing in the diary."
-- Member since 2023
''', {"*": ['"I had to ask three times before anybody wrote it down."', '"The doctor drew it on a napkin and then I understood."', '"We went home with a leaflet and that was that."', '"Coming here is the only thing in the diary."']})

LAYOUTS["pad-initials.txt"] = ('''Repair café: retro pad
https://pad.example.org/p/repair

Went well
* The queue system (KT)
* Cake +1 +1
* Nobody got a shock

Could be better
* Signs from the street +1
** and from the car park
* Ran out of fuses
* Too loud by the sewing table -1-1

Ideas
* A shelf of parts
* Ask the college for lathes +1
''', {"Went well": ["The queue system (KT)", "Cake", "Nobody got a shock"], "Could be better": ["Signs from the street", "and from the car park", "Ran out of fuses", "Too loud by the sewing table"], "Ideas": ["A shelf of parts", "Ask the college for lathes"]})

LAYOUTS["votes-table.md"] = ('''# Mosaic board

| Suggestion | 👍 | 👎 |
|---|---|---|
| Paint the underpass | 12 | 1 |
| A skate ramp | 6 | 9 |
| Bring back the fair | 15 | 0 |
''', {"": ["Paint the underpass", "A skate ramp", "Bring back the fair"]})

LAYOUTS["front-matter.md"] = ('''---
layout: event
event: Listening at the lido
venue: Tarn Lido, Ferry Road
date: 2026-08-02
contact: lido@example.org
---

### Swimmers said

+ Warmer showers
+ Lanes for slow people

### Staff said

+ Radios that work
+ A rota we can read
''', {"Swimmers said": ["Warmer showers", "Lanes for slow people"], "Staff said": ["Radios that work", "A rota we can read"]})

LAYOUTS["emoji-bullets.txt"] = ('''Retro of the summer play scheme

✅ The paddling pool
✅ Older children helped the small ones
❌ Lunch came late twice
❌ Not enough sun cream
💡 A quiet tent
💡 Start at nine
''', {"*": ["The paddling pool", "Older children helped the small ones", "Lunch came late twice", "Not enough sun cream", "A quiet tent", "Start at nine"]})

LAYOUTS["who-said.txt"] = ('''Street meeting, Quarry Lane, 2 March 2026

Mrs Okafor: The bins are out for three days.
Ted: You cannot see round the corner because of them.
Mrs Okafor: And the gulls open the bags.
Jas: Could we have the big ones with lids?
Ted: I would share one.
''', {"*": ["The bins are out for three days.", "You cannot see round the corner because of them.", "And the gulls open the bags.", "Could we have the big ones with lids?", "I would share one."]})

LAYOUTS["roses.md"] = ('''Team day, Friday
================

Roses
-----
- We finished the wall
- Lunch from Parveen

Thorns
------
- Rain
- Two people did not get the message

Buds
----
- A second team in spring

Actions
-------
- Lena to book the van
- Sam to e-mail the school
''', {"Roses": ["We finished the wall", "Lunch from Parveen"], "Thorns": ["Rain", "Two people did not get the message"], "Buds": ["A second team in spring"]})

LAYOUTS["chat-times.txt"] = ('''12:01 Bea Stone: Hello everyone
12:03 Gwil: I cannot get to the clinic by bus
12:03 Bea Stone: Me neither, it is two changes
12:05 Oda: The evening line is always busy
12:06 Gwil: a text would do
''', {"*": ["Hello everyone", "I cannot get to the clinic by bus", "Me neither, it is two changes", "The evening line is always busy", "a text would do"]})

LAYOUTS["bold-lead-numbers.md"] = ('''# Notes from the walk

Present: Ida, Col, Mr Penn

**1. The footbridge**

1. It wobbles
2. No rail on the left
3. Slippery in leaves

**2. The picnic place**

1. Nettles
2. A bin that foxes open

**3. Any other business**

1. None
''', {"1. The footbridge": ["It wobbles", "No rail on the left", "Slippery in leaves"], "2. The picnic place": ["Nettles", "A bin that foxes open"]})

LAYOUTS["tables-of-postits.html"] = ('''<html><body><h1>Yellow wall</h1><h2>What are you proud of here?</h2><table><tr><td>The brass band</td><td>Clean beach</td></tr><tr><td>We look after each other</td><td>Pasties</td></tr></table><h2>What is missing?</h2><table><tr><td>A dentist</td><td>Jobs in winter</td></tr></table></body></html>''',
 {"What are you proud of here?": ["The brass band", "Clean beach", "We look after each other", "Pasties"], "What is missing?": ["A dentist", "Jobs in winter"]})
LAYOUTS["wrapped-bullets.txt"] = ('''Parents' breakfast, St Bride's, 14 October 2026

What do you want the school to know?

  - My son needs ten minutes of quiet before
    lessons start.
  - We never get the letters, because they go
    to his dad's.

What should stay?

  - The breakfast.
''', {"What do you want the school to know?": ["My son needs ten minutes of quiet before lessons start.", "We never get the letters, because they go to his dad's."], "What should stay?": ["The breakfast."]})
LAYOUTS["you-said.md"] = ('''# You said, we did: spring 2026

| You said | We did |
|---|---|
| The waiting room is freezing | We put in two heaters |
| Nobody tells us how late the clinic runs | A board now shows the wait |
| Parking is dear | We asked the trust |
''', {"*": ["The waiting room is freezing", "Nobody tells us how late the clinic runs", "Parking is dear"]})
LAYOUTS["start-stop-continue.html"] = ('''<html><body><h1>Stop, start, continue</h1><div><h3>Start</h3><ul><li><p>Sending the dates early</p></li><li><p>Name badges</p></li></ul></div><div><h3>Stop</h3><ul><li><p>PowerPoint</p></li></ul></div><div><h3>Continue</h3><ul><li><p>Soup</p></li><li><p>Sitting in a circle</p></li></ul></div><p><a href="/">Back</a></p></body></html>''',
 {"Start": ["Sending the dates early", "Name badges"], "Stop": ["PowerPoint"], "Continue": ["Soup", "Sitting in a circle"]})
LAYOUTS["tally-list.txt"] = ('''Dot voting at the fun day

What should the money go on?
New swings - 14 dots
Benches for older people - 9 dots
A mural (3 dots)
Bins
''', {"What should the money go on?": ["New swings", "Benches for older people", "A mural", "Bins"]})
LAYOUTS["two-level-headings.md"] = ('''# Neighbourhood forum

## Safety

### Ideas

- Lights in the ginnel
- A warden at dusk

### Worries

- Bikes on the pavement

## Green space

### Ideas

- Let the verge grow

### Worries

- Dogs off the lead
- Glass

## What happens next

- The forum meets again in June
''', {"Safety > Ideas": ["Lights in the ginnel", "A warden at dusk"], "Safety > Worries": ["Bikes on the pavement"], "Green space > Ideas": ["Let the verge grow"], "Green space > Worries": ["Dogs off the lead", "Glass"]})
LAYOUTS["board-columns.csv"] = ('''Went well,To improve,Actions
Great turnout,Room too hot,Lena to book the barn
The films (+4),Could not hear at the back (+2),
,No vegan food,
Kind stewards,,
''', {"Went well": ["Great turnout", "The films", "Kind stewards"], "To improve": ["Room too hot", "Could not hear at the back", "No vegan food"]})
LAYOUTS["letters.md"] = ('''# Postcards to the mayor

**Postcard 1**
Dear mayor, please mend the slide. Love, Ava

**Postcard 2**
Dear mayor, there is nothing to do when it rains.

**Postcard 3**
Dear mayor, thank you for the ducks.
''', {"*": ["Dear mayor, please mend the slide. Love, Ava", "Dear mayor, there is nothing to do when it rains.", "Dear mayor, thank you for the ducks."]})
LAYOUTS["theme-colon-notes.txt"] = ('''MEETING WITH YOUNG CARERS
Tuesday 9 June 2026 at the Hub

School: teachers do not know, so we get told off for being late.
Money: the bus costs more than lunch.
Time: I have not been to a party since year 7.
Sleep: I listen for my mum.
''', {"*": ["School: teachers do not know, so we get told off for being late.", "Money: the bus costs more than lunch.", "Time: I have not been to a party since year 7.", "Sleep: I listen for my mum."]})
