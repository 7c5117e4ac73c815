"""Templates of office programs, as layouts.py has those in plain text: Word, Excel, PowerPoint, PDF."""

from __future__ import annotations

import docx
import typst

from tests.ingest.builders import build_archive, build_word, build_xlsx
from tests.ingest.layouts import Notes

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

    def write(document: docx.document.Document) -> None:
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

    return build_word(write)


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
    main = link.format(1, "officeDocument", "ppt/presentation.xml")
    parts = {
        "_rels/.rels": f"<Relationships>{main}</Relationships>",
        "ppt/presentation.xml": f"<p:presentation {_NAMES}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": f"<Relationships>{links}</Relationships>",
    }
    for number, page in enumerate(pages, start=1):
        tree = f"<p:sld {_NAMES}><p:cSld><p:spTree>{page}</p:spTree></p:cSld></p:sld>"
        parts[f"ppt/slides/slide{number}.xml"] = tree
    return build_archive(parts)


OFFICE_LAYOUTS: dict[str, tuple[bytes, Notes]] = {}
# A document a few lines: laid out by hand, and wider than code.
# fmt: off
# ruff: noqa: E501

OFFICE_LAYOUTS["sheets-per-question.xlsx"] = (build_xlsx({
 "Q1": [["What would make the park better?"], ["Pod", "What people said", "Dots"], ["A", "A drinking tap", 3], ["A", "Fewer signs", None], ["B", "Somewhere dry to sit", 5]],
 "Q2": [["What should stay as it is?"], ["Pod", "What people said", "Dots"], ["A", "The old wall", 1], ["B", "Bats", None], ["B", "The keeper, he knows everybody", 2]]}),
 {"What would make the park better?@": ["A drinking tap", "Fewer signs", "Somewhere dry to sit"], "What should stay as it is?@": ["The old wall", "Bats", "The keeper, he knows everybody"]})

OFFICE_LAYOUTS["side-by-side-pods.docx"] = (word(("h1", "Allotment evening"), "We put people in three pods.", [["", "Pod 1", "Pod 2"], ["What gets in the way of growing food?", "Slugs\nNo water after May", "The waiting list"], ["What could we share?", "Tools", "Seeds\nA shed"]]),
 {"What gets in the way of growing food?@": ["Slugs", "No water after May", "The waiting list"], "What could we share?@": ["Tools", "Seeds", "A shed"]})

OFFICE_LAYOUTS["prompts-without-question-marks.docx"] = (word("Young people's evening", "Youth club, 7 July 2026. Notes by the youth workers.", "", ("b", "Tell us what you like about the club"), "The pool table", "Nobody shouts", "Toast", "", ("b", "Tell us what you would change"), "Open on Saturdays", "A room to be quiet in", "", ("b", "One wish"), "A trip to the sea"),
 {"Tell us what you like about the club": ["The pool table", "Nobody shouts", "Toast"], "Tell us what you would change": ["Open on Saturdays", "A room to be quiet in"], "One wish": ["A trip to the sea"]})

OFFICE_LAYOUTS["agenda-table.docx"] = (word(("h1", "Patients' group, 9 September 2026"), [["Item", "Discussion", "Lead"], ["Welcome", "Everyone was welcomed.", "PL"], ["What makes it hard to book?", "The line is engaged at eight\nNo slots after five", "All"], ["What would you try?", "A call back list\nBook in person on Mondays", "All"], ["Next meeting", "11 November 2026, Zoom https://zoom.us/j/123 passcode 9981", "PL"]]),
 {"What makes it hard to book?": ["The line is engaged at eight", "No slots after five"], "What would you try?": ["A call back list", "Book in person on Mondays"]})

OFFICE_LAYOUTS["stickies.pdf"] = (pdf('''#set page(width: 20cm, height: 14cm)
#set text(font: "Libertinus Serif", size: 10pt)
#text(size: 18pt)[What would help you cycle more?]
#grid(columns: 3, gutter: 8pt, ..("A lane that does not stop at the bridge", "Somewhere to lock it", "Training for my daughter", "Less glass", "Showers at work", "A bike with three wheels").map(t => rect(fill: yellow, width: 5cm, height: 2cm, t)))
#text(size: 18pt)[What puts you off?]
#grid(columns: 3, gutter: 8pt, ..("Lorries", "Rain", "The hill by the church", "Thieves").map(t => rect(fill: aqua, width: 5cm, height: 2cm, t)))
'''), {"What would help you cycle more?": ["A lane that does not stop at the bridge", "Somewhere to lock it", "Training for my daughter", "Less glass", "Showers at work", "A bike with three wheels"], "What puts you off?": ["Lorries", "Rain", "The hill by the church", "Thieves"]})

OFFICE_LAYOUTS["word-numbered-questions.docx"] = (word(("t", "Bereavement group listening"), "Facilitators wrote these down.", ("ol", "What helped in the first weeks?"), ("li", "Somebody who brought soup"), ("li", "Being left alone"), ("ol", "What did people say that hurt?"), ("li", "At least he was old"), ("ol", "Anything else you want us to know"), ("li", "The forms came to his name"), ("li", "Keep the evening group")),
 {"What helped in the first weeks?": ["Somebody who brought soup", "Being left alone"], "What did people say that hurt?": ["At least he was old"], "Anything else you want us to know": ["The forms came to his name", "Keep the evening group"]})

OFFICE_LAYOUTS["run-in-heads.docx"] = (word(("h1", "Library consultation: what was said"), "Attendance: 23 people. Facilitated by Ann Ryder.", ("h2", "Opening hours"), "• Nobody can come before work", "• Late on one evening is enough", ("h2", "Children"), "• The rhyme time is full", "• A toilet near the small chairs", ("h2", "Next steps"), "• We will write to the council"),
 {"Opening hours": ["Nobody can come before work", "Late on one evening is enough"], "Children": ["The rhyme time is full", "A toilet near the small chairs"]})

OFFICE_LAYOUTS["swot.docx"] = (word(("h1", "Community shop: where are we?"), [["Strengths", "Weaknesses"], ["• Volunteers who stay\n• No rent", "• Cold in winter"], ["Opportunities", "Threats"], ["• The new estate", "• The supermarket van\n• We are all getting older"]]),
 {"*": ["Volunteers who stay", "No rent", "Cold in winter", "The new estate", "The supermarket van", "We are all getting older"]})

OFFICE_LAYOUTS["answers-in-italics.docx"] = (word(("t", "Hospital discharge: twelve conversations"), "We asked everybody the same three things.", ("i", "How did you find out that you could go home?"), "A porter told me", "Nobody said, a chair was just ready", ("i", "Who helped you at home?"), "My lad took the week off", "The lady from the church", ("i", "What would you have liked?"), "A ring rail", "A number to call at night"),
 {"How did you find out that you could go home?": ["A porter told me", "Nobody said, a chair was just ready"], "Who helped you at home?": ["My lad took the week off", "The lady from the church"], "What would you have liked?": ["A ring rail", "A number to call at night"]})

OFFICE_LAYOUTS["focus-group-transcript.docx"] = (word(("h1", "Focus group 2"), "Moderator: What was it like to come home?", "P1: Lonely.", "P2: I could not get up the stairs.", "Moderator: And what helped?", "P3: The neighbour's girl.", "P1: Radio."),
 {"*": ["Lonely.", "I could not get up the stairs.", "The neighbour's girl.", "Radio."]})
OFFICE_LAYOUTS["interview-summaries.docx"] = (word(("t", "Six conversations at the food bank"), ("h2", "Conversation 1"), ("b", "What brings you here?"), "Rent went up and my hours went down.", ("b", "What else would help?"), "Nappies.", ("h2", "Conversation 2"), ("b", "What brings you here?"), "A gap between two benefits.", ("b", "What else would help?"), "Somebody to read the letter with me.\n"),
 {"What brings you here?@": ["Rent went up and my hours went down.", "A gap between two benefits."], "What else would help?@": ["Nappies.", "Somebody to read the letter with me."]})
OFFICE_LAYOUTS["likert-and-words.xlsx"] = (build_xlsx({"Answers": [["ID", "Overall, how would you rate the day?", "Please tell us why you gave this score", "Would you come again?", "Age band", "Which sessions did you attend?", "Anything you would like to add"],
 [1, "5 - Very good", "I felt listened to by the nurses", "Yes", "65-74", "Music; Lunch", ""], [2, "3 - OK", "Too many people in one room", "Maybe", "25-34", "Lunch", "Please have it near the station"], [3, "4 - Good", "The music made my mother sing", "Yes", "45-54", "Music; Walk", "no"], [4, "5 - Very good", "Kind people", "Yes", "65-74", "Walk", "Thank the drivers"], [5, "2 - Poor", "I could not hear a word of the talk", "No", "75+", "Talk; Lunch", ""], [6, "4 - Good", "Good food and time to chat", "Yes", "35-44", "Lunch", "A quieter corner would help my son"]]}),
 {"Please tell us why you gave this score": ["I felt listened to by the nurses", "Too many people in one room", "The music made my mother sing", "Kind people", "I could not hear a word of the talk", "Good food and time to chat"], "Anything you would like to add": ["Please have it near the station", "Thank the drivers", "A quieter corner would help my son"]})
OFFICE_LAYOUTS["prose-with-quotes.docx"] = (word(("h1", "What older people told us about the bus"), "We spent four mornings at stops along the 9 route. Many people were glad of the drivers.", "One woman said: “He waits till I have sat down, every single time.” Another was less happy: “You stand in the wet and it goes straight past.”", ("h2", "The timetable"), "The timetable was raised again and again. “I need a magnifying glass to read it,” a man in his eighties said. “It is a work of fiction,” said his friend.", ("h2", "What we will do"), "We will send this report to the company."),
 {"*": ["“He waits till I have sat down, every single time.”", "“You stand in the wet and it goes straight past.”", "“I need a magnifying glass to read it,”", "“It is a work of fiction,”"]})
OFFICE_LAYOUTS["lettered-questions.docx"] = (word("Community café listening session", "Date: 3 June 2026", "Venue: Old Chapel", "Facilitator: J. Penrose", "", "a) What brings you to the café?", "- Company", "- The price", "b) What would make it better?", "- Open at weekends", "- Chairs that do not wobble", "", "Next session: 1 July"),
 {"What brings you to the café?": ["Company", "The price"], "What would make it better?": ["Open at weekends", "Chairs that do not wobble"]})
OFFICE_LAYOUTS["deck.pptx"] = (slides(
 shape("ctrTitle", "Harbour listening day") + shape("subTitle", "3 May 2026"),
 shape("title", "What would bring you to the harbour?") + shape("body", "A bench with a back", "A bike stand") + shape("sldNum", "2"),
 shape("title", "What worries you?") + shape("box", "Jet skis near", "the steps") + shape("box", "The price of a mooring"),
 shape("title", "From the tables") + drawn_table(("What should stay?", "What should go?"), ("The crab stall", "The chain"), ("The light", "Weeds"))),
 {"What would bring you to the harbour?": ["A bench with a back", "A bike stand"], "What worries you?": ["Jet skis near the steps", "The price of a mooring"], "What should stay?": ["The crab stall", "The light"], "What should go?": ["The chain", "Weeds"]})
OFFICE_LAYOUTS["voted-topics.docx"] = (word(
    ("h1", "Garden evening"), "These topics were handed in, with the votes each had.", "Votes cast: 9",
    [["Topic text", "# votes"], ["More benches by the pond", "5"], ["Can the gate stay open later?", "3"], ["Compost", "1"], ["Somebody to mend the pump", "0"]],
), {"": ["More benches by the pond", "Can the gate stay open later?", "Compost", "Somebody to mend the pump"]})
OFFICE_LAYOUTS["minutes-with-bullets-in-cells.docx"] = (word(
    ("h1", "Friends of the Mill, meeting of 3 May"), "Present: Ann, Bo, Cy",
    [["Item", "Discussion"], ["1. Welcome", "Ann welcomed all."], ["2. The roof", "- Slates are loose above the stair\n- Could the scouts help?\n- Nobody has seen the survey"], ["3. Open day", "- More signs from the station\n- Tea ran out at three"]],
), {"2. The roof": ["Slates are loose above the stair", "Could the scouts help?", "Nobody has seen the survey"], "3. Open day": ["More signs from the station", "Tea ran out at three"]})
OFFICE_LAYOUTS["board-with-rows.docx"] = (word(
    "Feedback from the fair", [["", "Positives", "Negatives"], ["Venue", "Bright and easy to find", "Cold in the morning"], ["Food", "The dumplings", "Queue at noon\nNo plates left"]],
), {"Positives > Venue": ["Bright and easy to find"], "Negatives > Venue": ["Cold in the morning"], "Positives > Food": ["The dumplings"], "Negatives > Food": ["Queue at noon", "No plates left"]})
OFFICE_LAYOUTS["comments-with-replies-beside.docx"] = (word(
    "Consultation responses", [["No.", "Comment received", "Response"], ["1", "The crossing is too far from the school", "Noted, the crossing will be moved."], ["2", "Keep the plane trees", "Agreed."], ["3", "Where will the market go?", "To the yard."]],
), {"Comment received": ["The crossing is too far from the school", "Keep the plane trees", "Where will the market go?"]})
OFFICE_LAYOUTS["labels-below-the-title.docx"] = (word(
    "Sprint look-back", "Sprint 4", "What went well", "- The shared list of parts", "- Nobody worked late", "What slowed us down", "- The saw was blunt", "- Two keys for six people", "What to try", "- Sharpen on Mondays", "- A third key",
), {"What went well": ["The shared list of parts", "Nobody worked late"], "What slowed us down": ["The saw was blunt", "Two keys for six people"], "What to try": ["Sharpen on Mondays", "A third key"]})
