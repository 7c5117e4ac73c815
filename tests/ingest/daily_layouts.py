"""Odd templates of colleagues, written down with their notes before the reader saw them; all words invented."""

from __future__ import annotations

from tests.ingest.layouts import Notes

DAILY_LAYOUTS: dict[str, tuple[str, Notes]] = {}
# fmt: off
# ruff: noqa: E501

DAILY_LAYOUTS["asked-in-a-sentence.txt"] = ('''Tea and talk at the day centre

In total 31 people came, and nine of them had never been before.
When asked what they enjoyed most people named the company, and wrote: ‘The singing took me back to school’, ‘Nobody rushed us’, ‘a hot meal’ and others praised the drivers.
We asked carers what would help them come again. One wrote: “A door that opens by itself, my wife is in a chair now.” Another: “Ring me the day before, I forget.”
Things people missed from last year were the raffle and the garden; one man said ‘I came for the roses and found a car park’.
''', {"When asked what they enjoyed": ["‘The singing took me back to school’", "‘Nobody rushed us’", "‘a hot meal’"], "We asked carers what would help them come again": ["“A door that opens by itself, my wife is in a chair now.”", "“Ring me the day before, I forget.”"], "Things people missed from last year": ["‘I came for the roses and found a car park’"]})
DAILY_LAYOUTS["asked-above-quotations.txt"] = ('''Questionnaire for families, 2019

When asked what we do well, parents said:
“You know each child by name on the second day.”
“Drop-off is calm, even in the rain with three of them.”
When asked what we could do better, the most common wish was
“A shelter for prams that keeps the wet out.”
''', {"When asked what we do well": ["“You know each child by name on the second day.”", "“Drop-off is calm, even in the rain with three of them.”"], "When asked what we could do better": ["“A shelter for prams that keeps the wet out.”"]})
DAILY_LAYOUTS["outline.org"] = ('''#+TITLE: Parish walk, 4 May 2024
#+AUTHOR: J. Wren

* What did you like?                                        :walk:
- The bluebells by the mill pond
- Stopping for tea half way round
  and the biscuits too
* What should change?
:PROPERTIES:
:ID: 12
:END:
** TODO More benches along the river
** A shorter loop for people with sticks
** The stile at the top field is rotten
* Anything else?
I would come again with my grandson.
''', {"What did you like?": ["The bluebells by the mill pond", "Stopping for tea half way round and the biscuits too"], "What should change?": ["More benches along the river", "A shorter loop for people with sticks", "The stile at the top field is rotten"], "Anything else?": ["I would come again with my grandson."]})
DAILY_LAYOUTS["folded.md"] = ('''---
title: Drop-in on the new leisure centre
date: 2025-02-11
---

Click on a table to see what was written on its cloth.

<details>
<summary>Table 1: What would get you through the door?</summary>

- A family changing room that is really for families
- Swimming for women only, with the blinds down
- A bus that comes back after nine

</details>

<details>
<summary>Table 2: What would keep you away?</summary>

- Loud music in the gym
- £7 for twenty minutes of a lane
- Having to book by app

</details>

*Transcribed by the leisure team.*
''', {'What would get you through the door? @ 1': ['A family changing room that is really for families', 'Swimming for women only, with the blinds down', 'A bus that comes back after nine'], 'What would keep you away? @ 2': ['Loud music in the gym', '£7 for twenty minutes of a lane', 'Having to book by app']})
DAILY_LAYOUTS["newsletter.html"] = ('''<html><body><div class="wrap"><p style="font-size:11px">Trouble reading this? <a href="x">View in your browser</a></p>
<div><strong>Your views from the spring roadshow</strong></div>
<div>Thank you to everybody who stopped at our gazebo in April.</div><br>
<div><strong>What do you value most about our maternity unit?</strong><br>&bull; The same midwife from start to finish<br>&bull; Being able to ring in the middle of the night<br>&bull; My partner was allowed to stay</div><br>
<div><strong>What would you change first?</strong><br>&bull; Somewhere to sit that is not the corridor<br>&bull; Parking you don't have to feed while in labour<br>&bull; Letters in Polish</div><br>
<div><strong>What happens next?</strong><br>We will bring your views to the board in July.</div>
<div style="color:grey">You get this because you signed up at an event. <a href="u">Unsubscribe</a></div></div></body></html>''', {'What do you value most about our maternity unit?': ['The same midwife from start to finish', 'Being able to ring in the middle of the night', 'My partner was allowed to stay'], 'What would you change first?': ['Somewhere to sit that is not the corridor', "Parking you don't have to feed while in labour", 'Letters in Polish']})
DAILY_LAYOUTS["group-chat.txt"] = ('''12/05/2025, 18:58 - Messages and calls are end-to-end encrypted.
12/05/2025, 19:00 - Parish Clerk: Evening all. First question: what should the money from the wind farm be spent on?
12/05/2025, 19:01 - Bev: a proper roof on the hall before the next winter has it off
12/05/2025, 19:01 - Hamish: youth worker, even half a week
12/05/2025, 19:02 - Bev: <Media omitted>
12/05/2025, 19:03 - Noor joined using this group's invite link
12/05/2025, 19:04 - Noor: Broadband at the top end, my kids do homework in the car outside the pub
12/05/2025, 19:10 - Parish Clerk: Thanks! Second question: what should it NOT be spent on?
12/05/2025, 19:11 - Hamish: consultants
12/05/2025, 19:12 - Eilidh: Flower tubs, with respect to the flower tub committee
12/05/2025, 19:15 - Parish Clerk: Lovely, thank you all. Minutes to follow.
''', {'First question: what should the money from the wind farm be spent on?': ['a proper roof on the hall before the next winter has it off', 'youth worker, even half a week', 'Broadband at the top end, my kids do homework in the car outside the pub'], 'Second question: what should it NOT be spent on?': ['consultants', 'Flower tubs, with respect to the flower tub committee']})
DAILY_LAYOUTS["colour-letters.txt"] = ('''Wall of the community room, photographed 6 June and typed out
Y = yellow = what is good about living here, P = pink = what gets you down, B = blue = one thing to do first

Y  neighbours who take your parcel in
Y  you can see the hills from the top flats
P  the lift. again.
Y  Mrs Osei's breakfast club
P  people fly tip by the garages and nobody comes
P  damp in the north block, my son has a cough all winter
B  a caretaker who lives here
B  mend the lift for good
P  nowhere for teenagers once it is dark
B  one phone number for repairs
''', {'what is good about living here': ['neighbours who take your parcel in', 'you can see the hills from the top flats', "Mrs Osei's breakfast club"], 'what gets you down': ['the lift. again.', 'people fly tip by the garages and nobody comes', 'damp in the north block, my son has a cough all winter', 'nowhere for teenagers once it is dark'], 'one thing to do first': ['a caretaker who lives here', 'mend the lift for good', 'one phone number for repairs']})
DAILY_LAYOUTS["emoji.md"] = ('''# Retro with the home care team

Legend: 🟢 keep, 🔴 stop, 🟡 change

🟢 Handover by voice note, you can listen in the car
🟢 Cake on the first of the month
🔴 Rotas that change at midnight
🔴 Being told to do a wash, dress and breakfast in fifteen minutes
🟡 Pair new people with somebody for two weeks, not two days
🟡 Mileage: pay the way round, not the crow
''', {'keep': ['Handover by voice note, you can listen in the car', 'Cake on the first of the month'], 'stop': ['Rotas that change at midnight', 'Being told to do a wash, dress and breakfast in fifteen minutes'], 'change': ['Pair new people with somebody for two weeks, not two days', 'Mileage: pay the way round, not the crow']})
DAILY_LAYOUTS["forwarded-email.txt"] = ('''From: Dawn Pickles
To: Locality team
Sent: 14 May 2025 21:07
Subject: FW: drop-in at the Methodist hall

Hi all,

Sorry this is late. My scribbles from tonight, 17 people through the door.

re buses -
still no 6 after half five
driver went past the stop by the surgery with three of us waving
could the school bus not take others when it is empty??

re the surgery -
you queue outside at ten to eight, in all weathers
the new receptionist is an angel
why can't my daughter order for me

re the park -
dogs. everywhere.
lights out on the bottom path since November

Will type up the rest on Monday.

Best,
Dawn

Dawn Pickles | Community Connector | 01632 960111
''', {'re buses': ['still no 6 after half five', 'driver went past the stop by the surgery with three of us waving', 'could the school bus not take others when it is empty??'], 're the surgery': ['you queue outside at ten to eight, in all weathers', 'the new receptionist is an angel', "why can't my daughter order for me"], 're the park': ['dogs. everywhere.', 'lights out on the bottom path since November']})
DAILY_LAYOUTS["journey.md"] = ('''# Journey map: going for a scan (11 patients, 2 afternoons)

|  | Getting the letter | On the day | Waiting for the result |
|---|---|---|---|
| What happened | It came after the date<br>Two letters, two times | Three desks before the right one | The GP had it and did not say |
| How it felt | I thought they had forgotten me | Like a parcel | I lived by the phone for nine days |
| What would help | A text as well | One desk with a human | A date by which you will hear<br>Say so even when it is nothing |

Facilitated and written up by the engagement team.
''', {'What happened': ['It came after the date', 'Two letters, two times', 'Three desks before the right one', 'The GP had it and did not say'], 'How it felt': ['I thought they had forgotten me', 'Like a parcel', 'I lived by the phone for nine days'], 'What would help': ['A text as well', 'One desk with a human', 'A date by which you will hear', 'Say so even when it is nothing']})
DAILY_LAYOUTS["questions-to-mayor.html"] = ('''<html><body><nav><a href="/">Home</a> <a href="/c">Council</a></nav><main><h1>Mayor's question hour, 4 March 2025</h1><p>Residents sent these in beforehand or asked from the floor.</p>
<dl><dt>Mrs Teal, Harbour ward: Why are the lights on the promenade off from ten?</dt><dd>The Mayor replied that the timer was set to save energy and would be looked at.</dd>
<dt>Mr Abara, Station ward: My road has been dug up four times by four companies. Who keeps the list?</dt><dd>The head of highways keeps a register and will write to Mr Abara.</dd>
<dt>A pupil of St Anne's: Can we have the pool back in the holidays?</dt><dd>Yes, from Easter.</dd></dl>
<h2>Related pages</h2><ul><li><a href="/m">Meetings</a></li><li><a href="/p">Petitions</a></li></ul></main><footer>© Town council</footer></body></html>''', {'': ['Why are the lights on the promenade off from ten?', 'My road has been dug up four times by four companies. Who keeps the list?', 'Can we have the pool back in the holidays?']})
DAILY_LAYOUTS["ratings-in-a-line.txt"] = ('''What did you like about the day?

- The choir from the primary school
- Sitting next to strangers

How was it organised?

Length: Too short 2 Just right 23 Too long 1
Lunch: Poor 1, Fair 4, Good 19
- The stairs were hard for me, I am 82

What was missing?

- A quiet room
- Signs from the bus stop
''', {"What did you like about the day?": ["The choir from the primary school", "Sitting next to strangers"], "How was it organised?": ["The stairs were hard for me, I am 82"], "What was missing?": ["A quiet room", "Signs from the bus stop"]})
