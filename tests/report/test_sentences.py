"""All that a report says is people's words, a number of its tables, or a sentence of a listed kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.keeping.store import EventStore, Workspace
from pipeline.report import wording
from pipeline.report.blocks import (
    Bullets,
    CountTable,
    Document,
    Facts,
    Quote,
    Section,
    Text,
    list_figures,
    walk,
)
from pipeline.report.event import build_report, find_places
from pipeline.report.event.choose import measure_nearest
from pipeline.report.event.facts import EventFacts, ReportWords, gather_event
from pipeline.report.event.frame import name_event
from pipeline.report.event.organisers import find_organiser_lines
from pipeline.report.event.page import build_page
from pipeline.report.wording import SENTENCES
from pipeline.settings import load_settings
from pipeline.tables import EVENT_CONTRACTS, UNDIVIDED_TITLE, EventTables, SourceTables
from pipeline.themes.found import take_types
from pipeline.wording.marks import add_marks
from pipeline.wording.names import UNTITLED
from tests.conftest import SAMPLES
from tests.report.made_event import Case
from tests.report.odd_events import ODD

EVENTS = [*SAMPLES, "2024-09-20-mansfield-library", "by hand", *ODD]
SETTINGS = load_settings().report
HEADINGS = {
    *("Summary", "Views differed", "About the event", "Where themes came up", "Where views differed"),
    *(UNDIVIDED_TITLE, UNTITLED, "What people voted on", "Most votes for", "Most divided"),
    *("What already works", "Also raised here", "Other points", "What people asked for"),
    *("What only one note says", "What happens next, and how this was made", "What happens next"),
    *("How this was made", "What we heard", "You did not all agree", "You asked for"),
    *("Did we miss something?", "About the survey", "Background", "Most votes"),
}
# What may stand for each word in braces.
_NAMES = {
    "title": r"(?P<title>“.+”)",
    "notes": r"(?:no|[\d,]+(?: of [\d,]+)?) notes?(?: (?:is|are|was|were))?",
    "themes": r"(?:(?:all )?[\d,]+ themes?|the one theme)",
    "left": r"[\d,]+ notes? (?:is|are)",
    "them": r"(?:it|them)",
    "kinds": r"[\w ,’-]+",
    "labels": r"“[\w-]+”(?: or “[\w-]+”)*",
    "counts": r"[\w ,]+",
    "changed": r"(?:took [\d,]+ lines? out of the notes)?(?: and )?(?:put [\d,]+ lines? into [a-z ]+)?",
    "places": r"[^.:]+",
    "untold": r"the [\d,]+ notes? (?:at|on|with|under) [^.:]+",
    "pairs": r"\w+ pairs? of notes",
    "documents": r"[\d,]+ documents?",
    "others": r"[\d,]+ other lines?",
    "background": re.escape(wording.BLANK_BACKGROUND),
    "questions": r"[\d,]+ questions? (?:is|are)",
    "more": r"[\d,]+ more",
    "names": r".+?",
    "contact": re.escape(wording.BLANK_CONTACT),
    "decisions": r"[\d,]+ decisions?",
    "ways": r"[\w ’-]+(?:, [\w ’-]+)*",
    **dict.fromkeys(("number", "checked", "shown"), r"[\w,]+"),
}


def _pattern(template: str) -> str:
    parts = re.split(r"\{(\w+)\}", template)
    return "".join(_NAMES[part] if place % 2 else re.escape(part) for place, part in enumerate(parts))


KINDS = {kind: _pattern(template) for kind, template in SENTENCES.items()}
# A share of notes: the word, the place, and the two numbers.
SHARE = re.compile(
    r"(?P<word>all|most|many|some|a few|two|one) ?(?P<all>[\d,]+)? ?notes?(?: (?:at|on|with) [^(;]*?)?"
    r"(?: \((?P<number>[\d,]+) of (?P<of>[\d,]+)\))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Told:
    """An event's facts, its report and its page, and the table of its notes."""

    facts: EventFacts
    documents: tuple[Document, Document]
    coded: pd.DataFrame


def _read(workspace: Path, event_id: str) -> tuple[EventTables, SourceTables, ReportWords]:
    store = EventStore(Workspace(workspace), event_id)
    kept: dict[str, Any] = {name: store.read_table(name) for name, own in EVENT_CONTRACTS.items()}
    found = SourceTables(*(kept[name] for name in ("sources", "ledger", "notes")))
    kept["safe_notes"] = kept["shown_notes"]
    kept["language"] = take_types(kept["note_language"], kept["coded_notes"])
    kept["vectors"] = store.read_vectors()
    tables = EventTables(**{field.name: kept[field.name] for field in fields(EventTables)})
    return tables, found, ReportWords("", {}, {}, organisers=find_organiser_lines(found.ledger))


@pytest.fixture(scope="module", params=EVENTS)
def told(request: pytest.FixtureRequest, case: Case) -> Told:
    if request.param == "by hand" or request.param in ODD:
        tables, found, words = (ODD[request.param]() if request.param in ODD else case).bundle("")
    else:
        name = "samples" if request.param in SAMPLES else "mansfield"
        tables, found, words = _read(request.getfixturevalue(name), request.param)
    facts = gather_event(tables, found, words, "en-GB")
    nearest = measure_nearest(facts, tables.safe_notes["note_id"].tolist(), tables.vectors)
    documents = (build_report(facts, nearest, SETTINGS), build_page(facts, (), SETTINGS))
    return Told(facts, documents, tables.safe_notes.merge(tables.codings, on="note_id"))


def _list_words(document: Document) -> Iterator[str]:
    """Everything a report says that is no heading, no quotation and no cell of a table."""
    yield document.status
    for text in walk(document, Text):
        yield text.words
    for bullets in walk(document, Bullets):
        yield from (item for item in bullets.items if isinstance(item, str))


def _explain(sentence: str, told: Told) -> str:
    """The kinds a text is made of; empty where it holds anything else."""
    rest, kinds = sentence, []
    titles = {add_marks(theme.title) for theme in told.facts.themes}
    while rest:
        for kind, pattern in KINDS.items():
            found = re.match(rf"{pattern}(?:\s|$)", rest)
            if not found:
                continue
            if "title" in found.groupdict() and found["title"] not in titles:
                continue
            kinds.append(kind)
            rest = rest[found.end() :]
            break
        else:
            return ""
    return " ".join(kinds)


def _is_share(text: str, told: Told) -> bool:
    """Whether it is counts of notes with their words, each word as the rule has it."""
    first, *more = text.split(" · ")
    if not set(more) <= {
        "draft",
        "title from the write-up",
        "named after one of them",
        "title from the notes",
        "no title yet",
    }:
        return False
    for part in first.split("; "):
        found = SHARE.fullmatch(part)
        if not found:
            return False
        if found["number"]:
            number, of = (int(found[name].replace(",", "")) for name in ("number", "of"))
            if not wording.share_words(number, of).casefold().startswith(found["word"].casefold()):
                return False
    return True


def _lists_titles(text: str, titles: set[str]) -> bool:
    """Whether it names themes of the event, and perhaps how many more there are."""
    more = r"(?:\.? And [\w,]+ more\. The report has them all\.)?"
    found = re.fullmatch(rf"{re.escape(SENTENCES['also'])} (.*?){more}", text)
    return found is not None and set(found[1].split("; ")) <= titles


def test_every_sentence_is_of_a_listed_kind(told: Told) -> None:
    asked = {f"{question.where}: {question.heading}" for question in told.facts.questions}
    steps = set(SETTINGS.next_steps)
    titles = {theme.title for theme in told.facts.themes}
    odd = [
        text
        for document in told.documents
        for text in _list_words(document)
        if text
        and text not in asked | steps
        and not _is_share(text, told)
        and not _explain(text, told)
        and not _lists_titles(text, titles)
        and not re.fullmatch(rf"(?:{'|'.join(map(re.escape, titles)) or '-'}) \((?:one|two) notes?\)", text)
    ]
    assert odd == []


def test_every_heading_is_ours_a_title_or_a_question(told: Told) -> None:
    titles = {theme.title for theme in told.facts.themes}
    titles |= {question.heading for question in told.facts.questions}
    titles |= set(find_places(told.facts)[0])
    words = {f"“{word}”" for shared, *_ in told.facts.differences for word in (shared, *shared.split())}
    for document in told.documents:
        for section in walk(document, Section):
            parts = section.heading.split(", ")
            plain = re.sub(rf"^({UNTITLED}) \(\d of \d\)$", r"\1", section.heading)
            assert plain in HEADINGS | titles or set(parts) <= words, section.heading


def test_every_quotation_is_verbatim_and_a_reports_name_their_lines(told: Told) -> None:
    notes = {note.note_id: note for note in told.facts.notes}
    organisers = {line.words for line in told.facts.words.organisers}
    for document in told.documents:
        for quote in walk(document, Quote):
            if not quote.note_id:
                assert quote.words in organisers
                continue
            assert quote.words == notes[quote.note_id].words
            is_page = document.title.startswith("What you told us")  # for people who do not have the document
            spot = notes[quote.note_id].spot
            assert spot not in quote.about if is_page else quote.about.endswith(spot)
            assert quote.line == notes[quote.note_id].line


def test_a_note_is_quoted_once_at_most(told: Told) -> None:
    for document in told.documents:
        quoted = [quote.note_id for quote in walk(document, Quote) if quote.note_id]
        assert len(quoted) == len(set(quoted))


def test_every_count_equals_the_tables(told: Told) -> None:
    report = told.documents[0]
    coded, facts = told.coded, told.facts
    numbers = {what: number for number, what in next(walk(report, Facts)).facts}
    assert int(next(iter(numbers.values())).replace(",", "")) == len(coded)
    by_title: dict[str, int] = {}
    for theme in facts.themes:
        own = int((coded["theme_id"] == theme.theme_id).sum())
        assert own == len(theme.notes)
        by_title[theme.title.casefold()] = by_title.get(theme.title.casefold(), 0) + own
    tables = [table for table in walk(report, CountTable) if table.look == "heat"]
    for table in tables:
        for row in table.rows:
            counts = [int(str(cell).replace(",", "")) for cell in row[1:]]
            assert sum(counts[:-1]) == counts[-1]
            assert counts[-1] == by_title.get(str(row[0]).casefold(), counts[-1])
        last = [int(str(cell).replace(",", "")) for cell in table.rows[-1][1:]]
        assert last[-1] == len(coded)
        inner = [[int(str(cell).replace(",", "")) for cell in row[1:]] for row in table.rows[:-1]]
        assert [sum(column) for column in zip(*inner, strict=True)] == last
    for figure in list_figures(report):
        for bar in figure.bars:
            assert sum(bar.counts) == by_title[bar.label.casefold()]
    for section in walk(report, Section):
        theme = next((one for one in facts.themes if section.anchor == f"theme-{one.theme_id}"), None)
        if theme:
            of = next(len(one.notes) for one in facts.questions if one.question_id == theme.question_id)
            said = next(block.words for block in section.blocks if isinstance(block, Text))
            assert said.startswith(wording.share_words(len(theme.notes), of))


def test_what_no_theme_of_the_first_page_holds_is_counted_there(mansfield: Path) -> None:
    tables, found, words = _read(mansfield, "2024-09-20-mansfield-library")
    report = build_report(gather_event(tables, found, words, "en-GB"), {}, SETTINGS)
    counts = found.notes["table"].value_counts()
    said = next(text.words for text in walk(report, Text) if text.words.startswith("Not in these themes"))
    assert said == (
        f"Not in these themes: the {counts['1']} notes at Table 1 and the {counts['3']} notes at"
        " Table 3. They stand below, or in the appendix."
    )
    (figure,) = list_figures(report)
    assert len(figure.part_words) == 1
    # Who has two minutes hears of every table, by its largest theme there.
    summary = next(walk(report, Section))
    tables_of = found.notes.set_index("note_id")["table"]
    assert set(tables_of[[quote.note_id for quote in walk(summary, Quote) if quote.note_id]]) == {
        "1",
        "2",
        "3",
    }


def test_no_note_stands_for_a_title(told: Told) -> None:
    quoted = {theme.title for theme in told.facts.themes if theme.untitled}
    for document in told.documents:
        assert not quoted & {section.heading for section in walk(document, Section)}
        assert not quoted & {bar.label for figure in list_figures(document) for bar in figure.bars}
        assert not quoted & {
            str(cell) for table in walk(document, CountTable) for row in table.rows for cell in row
        }
        assert not any(title in text for title in quoted for text in _list_words(document))
    summary = next(walk(told.documents[0], Section))
    assert UNTITLED not in {section.heading for section in walk(summary, Section)}


def test_what_is_no_sentence_of_ours_is_found(told: Told) -> None:
    assert not _explain("People were very happy with the event.", told)
    assert not _explain(SENTENCES["order"] + " It was lovely.", told)
    assert not _is_share("Most notes (2 of 42)", told)
    assert _is_share("Many notes at Table 1 (10 of 42); two notes at Table 2 (2 of 32)", told)


@pytest.mark.parametrize(
    ("title", "place", "said"),
    [
        ("Listening event: Harrowby Library", "", "Harrowby Library"),
        ("Listening Event Notes", "Mansfield Library, Mansfield", "Mansfield Library"),
        ("Community workshop – buses", "Town hall", "buses"),
        ("Listening Event Notes", "", "Listening Event Notes"),
        ("Listening to Young People", "Town hall", "Listening to Young People"),
        ("Concerns: parking", "Town hall", "Concerns: parking"),
        ("2025-03-town-hall-talks", "Town hall", "Town hall talks"),
    ],
)
def test_an_event_is_called_by_what_tells_it_from_others(title: str, place: str, said: str) -> None:
    assert name_event(title, place) == said


@pytest.mark.parametrize(
    "title", ["Agenda item", "Day 1 feedback", "YOU SAID / WE DID", "Minutes 21st May 2019", ""]
)
def test_a_title_that_fits_any_event_gives_way_to_the_name_of_the_file(title: str) -> None:
    assert name_event(title, "", "2019-05-parish-electors") == "Parish electors"
    assert name_event(title, "The Hub, Leeds", "2019-05-parish-electors") == "The Hub"
    assert name_event(title, "", "2019-05-meeting-notes") == title


@pytest.mark.parametrize(
    ("number", "of", "said"),
    [
        (22, 42, "Most notes (22 of 42)"),
        (21, 42, "Many notes (21 of 42)"),
        (10, 42, "Many notes (10 of 42)"),
        (5, 42, "Some notes (5 of 42)"),
        (4, 42, "A few notes (4 of 42)"),
        (2, 4, "Two notes (2 of 4)"),
        (1, 9, "One note (1 of 9)"),
        (3, 3, "All 3 notes"),
    ],
)
def test_words_for_numbers_follow_the_rule(number: int, of: int, said: str) -> None:
    assert wording.share_words(number, of) == said
