"""Templates as colleagues make them, all words invented: each document, and what a person reads in it.

By question, with " > " and the heading or " @ " and the table where there is one; "*" where only the notes
count; a question that ends in "@" stands for all its tables.
"""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import typst

Notes = dict[str, list[str]]
# How python-docx calls the style of a paragraph.
_STYLES = {
    "h1": "Heading 1",
    "h2": "Heading 2",
    "li": "List Bullet",
    "ol": "List Number",
    "t": "Title",
}
_NAMES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(*parts: str | tuple[str, str] | list[list[str]]) -> bytes:
    """A Word document: plain paragraphs, those with a style ("h1", "li", "b" for bold), and tables."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, list):
            table = document.add_table(len(part), max(map(len, part)))
            for row, cells in enumerate(part):
                for column, text in enumerate(cells):
                    table.cell(row, column).text = text
        elif isinstance(part, str):
            document.add_paragraph(part)
        elif part[0] in _STYLES:
            document.add_paragraph(part[1], style=_STYLES[part[0]])
        else:
            run = document.add_paragraph().add_run(part[1])
            run.bold, run.italic = part[0] == "b", part[0] == "i"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def sheet(**sheets: list[list[str | int | None]]) -> bytes:
    """A workbook."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def pdf(text: str) -> bytes:
    """A PDF."""
    return bytes(typst.compile(text.encode()))


def shape(kind: str, *texts: str) -> str:
    """A shape of a slide; "box" for one that was drawn."""
    holder = "" if kind == "box" else f'<p:ph type="{kind}"/>'
    words = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in texts)
    return f"<p:sp><p:nvSpPr><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:txBody>{words}</p:txBody></p:sp>"


def drawn_table(*rows: tuple[str, ...]) -> str:
    """A table on a slide."""
    cell = "<a:tc><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    lines = "".join(f"<a:tr>{''.join(map(cell.format, row))}</a:tr>" for row in rows)
    table = f"<a:graphic><a:graphicData><a:tbl>{lines}</a:tbl></a:graphicData></a:graphic>"
    return f"<p:graphicFrame>{table}</p:graphicFrame>"


def slides(*pages: str) -> bytes:
    """A presentation."""
    numbers = range(1, len(pages) + 1)
    link = '<Relationship Id="rId{0}" Type="' + _KIND + '/{1}" Target="{2}"/>'
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in numbers)
    links = "".join(link.format(n, "slide", f"slides/slide{n}.xml") for n in numbers)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        main = link.format(1, "officeDocument", "ppt/presentation.xml")
        archive.writestr("_rels/.rels", f"<Relationships>{main}</Relationships>")
        whole = f"<p:presentation {_NAMES}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>"
        archive.writestr("ppt/presentation.xml", whole)
        archive.writestr("ppt/_rels/presentation.xml.rels", f"<Relationships>{links}</Relationships>")
        for number, page in enumerate(pages, start=1):
            tree = f"<p:sld {_NAMES}><p:cSld><p:spTree>{page}</p:spTree></p:cSld></p:sld>"
            archive.writestr(f"ppt/slides/slide{number}.xml", tree)
    return target.getvalue()


LAYOUTS: dict[str, tuple[str | bytes, Notes]] = {}
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

LAYOUTS["sheets-per-question.xlsx"] = (sheet(**{
 "Q1": [["What would make the park better?"], ["Pod", "What people said", "Dots"], ["A", "A drinking tap", 3], ["A", "Fewer signs", None], ["B", "Somewhere dry to sit", 5]],
 "Q2": [["What should stay as it is?"], ["Pod", "What people said", "Dots"], ["A", "The old wall", 1], ["B", "Bats", None], ["B", "The keeper, he knows everybody", 2]]}),
 {"What would make the park better?@": ["A drinking tap", "Fewer signs", "Somewhere dry to sit"], "What should stay as it is?@": ["The old wall", "Bats", "The keeper, he knows everybody"]})

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

LAYOUTS["side-by-side-pods.docx"] = (word(("h1", "Allotment evening"), "We put people in three pods.", [["", "Pod 1", "Pod 2"], ["What gets in the way of growing food?", "Slugs\nNo water after May", "The waiting list"], ["What could we share?", "Tools", "Seeds\nA shed"]]),
 {"What gets in the way of growing food?@": ["Slugs", "No water after May", "The waiting list"], "What could we share?@": ["Tools", "Seeds", "A shed"]})

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

LAYOUTS["prompts-without-question-marks.docx"] = (word("Young people's evening", "Youth club, 7 July 2026. Notes by the youth workers.", "", ("b", "Tell us what you like about the club"), "The pool table", "Nobody shouts", "Toast", "", ("b", "Tell us what you would change"), "Open on Saturdays", "A room to be quiet in", "", ("b", "One wish"), "A trip to the sea"),
 {"Tell us what you like about the club": ["The pool table", "Nobody shouts", "Toast"], "Tell us what you would change": ["Open on Saturdays", "A room to be quiet in"], "One wish": ["A trip to the sea"]})

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

LAYOUTS["agenda-table.docx"] = (word(("h1", "Patients' group, 9 September 2026"), [["Item", "Discussion", "Lead"], ["Welcome", "Everyone was welcomed.", "PL"], ["What makes it hard to book?", "The line is engaged at eight\nNo slots after five", "All"], ["What would you try?", "A call back list\nBook in person on Mondays", "All"], ["Next meeting", "11 November 2026, Zoom https://zoom.us/j/123 passcode 9981", "PL"]]),
 {"What makes it hard to book?": ["The line is engaged at eight", "No slots after five"], "What would you try?": ["A call back list", "Book in person on Mondays"]})

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

LAYOUTS["stickies.pdf"] = (pdf('''#set page(width: 20cm, height: 14cm)
#set text(font: "Libertinus Serif", size: 10pt)
#text(size: 18pt)[What would help you cycle more?]
#grid(columns: 3, gutter: 8pt, ..("A lane that does not stop at the bridge", "Somewhere to lock it", "Training for my daughter", "Less glass", "Showers at work", "A bike with three wheels").map(t => rect(fill: yellow, width: 5cm, height: 2cm, t)))
#text(size: 18pt)[What puts you off?]
#grid(columns: 3, gutter: 8pt, ..("Lorries", "Rain", "The hill by the church", "Thieves").map(t => rect(fill: aqua, width: 5cm, height: 2cm, t)))
'''), {"What would help you cycle more?": ["A lane that does not stop at the bridge", "Somewhere to lock it", "Training for my daughter", "Less glass", "Showers at work", "A bike with three wheels"], "What puts you off?": ["Lorries", "Rain", "The hill by the church", "Thieves"]})

LAYOUTS["emoji-bullets.txt"] = ('''Retro of the summer play scheme

✅ The paddling pool
✅ Older children helped the small ones
❌ Lunch came late twice
❌ Not enough sun cream
💡 A quiet tent
💡 Start at nine
''', {"*": ["The paddling pool", "Older children helped the small ones", "Lunch came late twice", "Not enough sun cream", "A quiet tent", "Start at nine"]})

LAYOUTS["word-numbered-questions.docx"] = (word(("t", "Bereavement group listening"), "Facilitators wrote these down.", ("ol", "What helped in the first weeks?"), ("li", "Somebody who brought soup"), ("li", "Being left alone"), ("ol", "What did people say that hurt?"), ("li", "At least he was old"), ("ol", "Anything else you want us to know"), ("li", "The forms came to his name"), ("li", "Keep the evening group")),
 {"What helped in the first weeks?": ["Somebody who brought soup", "Being left alone"], "What did people say that hurt?": ["At least he was old"], "Anything else you want us to know": ["The forms came to his name", "Keep the evening group"]})

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

LAYOUTS["run-in-heads.docx"] = (word(("h1", "Library consultation: what was said"), "Attendance: 23 people. Facilitated by Ann Ryder.", ("h2", "Opening hours"), "• Nobody can come before work", "• Late on one evening is enough", ("h2", "Children"), "• The rhyme time is full", "• A toilet near the small chairs", ("h2", "Next steps"), "• We will write to the council"),
 {"Opening hours": ["Nobody can come before work", "Late on one evening is enough"], "Children": ["The rhyme time is full", "A toilet near the small chairs"]})

LAYOUTS["swot.docx"] = (word(("h1", "Community shop: where are we?"), [["Strengths", "Weaknesses"], ["• Volunteers who stay\n• No rent", "• Cold in winter"], ["Opportunities", "Threats"], ["• The new estate", "• The supermarket van\n• We are all getting older"]]),
 {"*": ["Volunteers who stay", "No rent", "Cold in winter", "The new estate", "The supermarket van", "We are all getting older"]})

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

LAYOUTS["answers-in-italics.docx"] = (word(("t", "Hospital discharge: twelve conversations"), "We asked everybody the same three things.", ("i", "How did you find out that you could go home?"), "A porter told me", "Nobody said, a chair was just ready", ("i", "Who helped you at home?"), "My lad took the week off", "The lady from the church", ("i", "What would you have liked?"), "A ring rail", "A number to call at night"),
 {"How did you find out that you could go home?": ["A porter told me", "Nobody said, a chair was just ready"], "Who helped you at home?": ["My lad took the week off", "The lady from the church"], "What would you have liked?": ["A ring rail", "A number to call at night"]})

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
LAYOUTS["focus-group-transcript.docx"] = (word(("h1", "Focus group 2"), "Moderator: What was it like to come home?", "P1: Lonely.", "P2: I could not get up the stairs.", "Moderator: And what helped?", "P3: The neighbour's girl.", "P1: Radio."),
 {"*": ["Lonely.", "I could not get up the stairs.", "The neighbour's girl.", "Radio."]})
LAYOUTS["interview-summaries.docx"] = (word(("t", "Six conversations at the food bank"), ("h2", "Conversation 1"), ("b", "What brings you here?"), "Rent went up and my hours went down.", ("b", "What else would help?"), "Nappies.", ("h2", "Conversation 2"), ("b", "What brings you here?"), "A gap between two benefits.", ("b", "What else would help?"), "Somebody to read the letter with me.\n"),
 {"What brings you here?@": ["Rent went up and my hours went down.", "A gap between two benefits."], "What else would help?@": ["Nappies.", "Somebody to read the letter with me."]})
LAYOUTS["start-stop-continue.html"] = ('''<html><body><h1>Stop, start, continue</h1><div><h3>Start</h3><ul><li><p>Sending the dates early</p></li><li><p>Name badges</p></li></ul></div><div><h3>Stop</h3><ul><li><p>PowerPoint</p></li></ul></div><div><h3>Continue</h3><ul><li><p>Soup</p></li><li><p>Sitting in a circle</p></li></ul></div><p><a href="/">Back</a></p></body></html>''',
 {"Start": ["Sending the dates early", "Name badges"], "Stop": ["PowerPoint"], "Continue": ["Soup", "Sitting in a circle"]})
LAYOUTS["tally-list.txt"] = ('''Dot voting at the fun day

What should the money go on?
New swings - 14 dots
Benches for older people - 9 dots
A mural (3 dots)
Bins
''', {"What should the money go on?": ["New swings", "Benches for older people", "A mural", "Bins"]})
LAYOUTS["likert-and-words.xlsx"] = (sheet(Answers=[["ID", "Overall, how would you rate the day?", "Please tell us why you gave this score", "Would you come again?", "Age band", "Which sessions did you attend?", "Anything you would like to add"],
 [1, "5 - Very good", "I felt listened to by the nurses", "Yes", "65-74", "Music; Lunch", ""], [2, "3 - OK", "Too many people in one room", "Maybe", "25-34", "Lunch", "Please have it near the station"], [3, "4 - Good", "The music made my mother sing", "Yes", "45-54", "Music; Walk", "no"], [4, "5 - Very good", "Kind people", "Yes", "65-74", "Walk", "Thank the drivers"], [5, "2 - Poor", "I could not hear a word of the talk", "No", "75+", "Talk; Lunch", ""], [6, "4 - Good", "Good food and time to chat", "Yes", "35-44", "Lunch", "A quieter corner would help my son"]]),
 {"Please tell us why you gave this score": ["I felt listened to by the nurses", "Too many people in one room", "The music made my mother sing", "Kind people", "I could not hear a word of the talk", "Good food and time to chat"], "Anything you would like to add": ["Please have it near the station", "Thank the drivers", "A quieter corner would help my son"]})
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
LAYOUTS["prose-with-quotes.docx"] = (word(("h1", "What older people told us about the bus"), "We spent four mornings at stops along the 9 route. Many people were glad of the drivers.", "One woman said: “He waits till I have sat down, every single time.” Another was less happy: “You stand in the wet and it goes straight past.”", ("h2", "The timetable"), "The timetable was raised again and again. “I need a magnifying glass to read it,” a man in his eighties said. “It is a work of fiction,” said his friend.", ("h2", "What we will do"), "We will send this report to the company."),
 {"*": ["“He waits till I have sat down, every single time.”", "“You stand in the wet and it goes straight past.”", "“I need a magnifying glass to read it,”", "“It is a work of fiction,”"]})
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
LAYOUTS["lettered-questions.docx"] = (word("Community café listening session", "Date: 3 June 2026", "Venue: Old Chapel", "Facilitator: J. Penrose", "", "a) What brings you to the café?", "- Company", "- The price", "b) What would make it better?", "- Open at weekends", "- Chairs that do not wobble", "", "Next session: 1 July"),
 {"What brings you to the café?": ["Company", "The price"], "What would make it better?": ["Open at weekends", "Chairs that do not wobble"]})
LAYOUTS["theme-colon-notes.txt"] = ('''MEETING WITH YOUNG CARERS
Tuesday 9 June 2026 at the Hub

School: teachers do not know, so we get told off for being late.
Money: the bus costs more than lunch.
Time: I have not been to a party since year 7.
Sleep: I listen for my mum.
''', {"*": ["School: teachers do not know, so we get told off for being late.", "Money: the bus costs more than lunch.", "Time: I have not been to a party since year 7.", "Sleep: I listen for my mum."]})
LAYOUTS["deck.pptx"] = (slides(
 shape("ctrTitle", "Harbour listening day") + shape("subTitle", "3 May 2026"),
 shape("title", "What would bring you to the harbour?") + shape("body", "A bench with a back", "A bike stand") + shape("sldNum", "2"),
 shape("title", "What worries you?") + shape("box", "Jet skis near", "the steps") + shape("box", "The price of a mooring"),
 shape("title", "From the tables") + drawn_table(("What should stay?", "What should go?"), ("The crab stall", "The chain"), ("The light", "Weeds"))),
 {"What would bring you to the harbour?": ["A bench with a back", "A bike stand"], "What worries you?": ["Jet skis near the steps", "The price of a mooring"], "What should stay?": ["The crab stall", "The light"], "What should go?": ["The chain", "Weeds"]})
