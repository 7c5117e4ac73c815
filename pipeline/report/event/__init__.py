"""The report on an event: what was heard, theme by theme, what people ask for, and how sure all of it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.report import wording
from pipeline.report.blocks import (
    Bar,
    BarFigure,
    Beside,
    Block,
    Bullets,
    CountTable,
    Document,
    Facts,
    Piece,
    Quotes,
    Section,
    Text,
)
from pipeline.report.event.choose import (
    Chooser,
    choose_asks,
    choose_unusual,
    quote_all,
    show_asks,
    show_unusual,
    show_votes,
    show_works,
)
from pipeline.report.event.facts import FEWEST, EventFacts, Group
from pipeline.report.event.frame import close_report, frame_report, quote_organisers
from pipeline.report.event.notes import Note, count_kinds
from pipeline.report.event.themes import show_question
from pipeline.report.wording import number_words, say, share_words
from pipeline.settings import ReportSettings
from pipeline.wording import count_words, list_words
from pipeline.wording.marks import add_marks
from pipeline.wording.names import read_number

PLACES = 8  # tables or questions in a table of counts; more are not told apart there
_KEYS = 4  # themes told on the first page, one more or less where the next has as many notes
_ROWS = 20  # themes with a row of their own in a table of counts
_PAIRS = 6  # differences shown
_UNTOLD = 4  # tables or questions without a theme on the first page, of which a note is quoted there
_QUESTIONS = 6  # listed on the first page

_Blocks = list[Block | Section]


def build_report(facts: EventFacts, nearest: Mapping[str, float], settings: ReportSettings) -> Document:
    """The report on an event.

    Args:
        nearest: How near the nearest other note is to each that stands alone.
    """
    book = Chooser()
    pairs = [(shared, book.take(one), book.take(other)) for shared, one, other in facts.differences[:_PAIRS]]
    votes = show_votes(facts, book)
    asks = choose_asks(facts, book)
    sections = [
        _summarise(facts, len(pairs), book),
        *_show_places(facts),
        *_show_differences(pairs),
        *votes,
        *show_works(facts, book),
        *(show_question(question, pairs, book) for question in facts.questions),
        *show_asks(facts, asks),
        *show_unusual(choose_unusual(facts, nearest, book)),
        Section("end", "What happens next, and how this was made", (close_report(facts, settings),)),
    ]
    eyebrow = f"Report on {wording.OCCASIONS[facts.occasion][0]}"
    report = frame_report(facts, "What we heard", eyebrow, sections)
    fingerprint = facts.words.fingerprint
    return replace(report, fingerprint=fingerprint, contents=False, notes_in="appendix.html")


def find_places(facts: EventFacts) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """Where notes are counted apart, the tables or else the questions, and the place of each, by its id."""
    names = {question.question_id: question.where for question in facts.questions}
    asked = {
        note.note_id: names[question.question_id] for question in facts.questions for note in question.notes
    }
    at_table = {note.note_id: note.table or wording.NO_TABLE for note in facts.notes}
    for placed in (at_table, asked):
        found = tuple(dict.fromkeys(placed.values()))
        if not any(place.startswith("“") for place in found):  # those stand in the order of the questions
            found = tuple(sorted(found, key=_sort_place))
        if 1 < len(found) <= PLACES:
            return found, placed
    return (), {}


def _count(placed: Mapping[str, str], notes: Sequence[Note]) -> Counter[str]:
    return Counter(placed.get(note.note_id, "") for note in notes)


def _sort_place(name: str) -> tuple[bool, int, str]:
    """Numbered tables by number, "No table named" and "No question" last."""
    number = name.rsplit(" ", 1)[-1]
    digits = number.rstrip("abcdefgh")
    return name in (wording.NO_TABLE, wording.NOWHERE_ASKED), int(digits) if digits.isdigit() else 0, name


def choose_largest(groups: Sequence[Group]) -> tuple[tuple[Group, ...], bool]:
    """The themes told on the first page, and whether all others have fewer notes than these."""
    told = [group for group in groups if not group.is_other and len(group.notes) >= FEWEST]
    sizes = [len(group.notes) for group in told] + [0]
    for number in (_KEYS, _KEYS + 1, _KEYS - 1):
        if number < len(sizes) and sizes[number - 1] > sizes[number]:
            return tuple(told[:number]), True
    return tuple(told[:_KEYS]), len(told) <= _KEYS


def count_at(facts: EventFacts, group: Group) -> str:
    """How many of the notes at each table, or on each question, are in a theme."""
    places, placed = find_places(facts)
    if not places:
        return share_words(len(group.notes), len(facts.notes))
    all_notes = _count(placed, facts.notes)
    own = _count(placed, group.notes)
    said = [share_words(own[place], all_notes[place], _at(place)) for place in places if own[place]]
    return "; ".join(
        words if not number else words[0].lower() + words[1:] for number, words in enumerate(said)
    )


def _at(place: str) -> str:
    if place == wording.NO_TABLE:
        return "with no table named"
    if place == wording.NOWHERE_ASKED:
        return "under no question"
    if place.startswith("“"):
        return f"on {place}"
    return f"on {place[0].lower()}{place[1:]}" if read_number(place) == place else f"at {place}"


def _summarise(facts: EventFacts, pairs: int, book: Chooser) -> Section:
    """The first page: how many notes of which kind, the largest themes with a note from each, what it was."""
    blocks: _Blocks = []
    if not facts.notes:
        blocks.append(Text(say("no_notes")))
    else:
        largest, is_top = choose_largest(facts.groups)
        left: _Blocks = [Facts(tuple(_count_facts(facts)))]
        asked = [one for one in facts.questions if one.heading != wording.NO_QUESTION]
        if 1 <= len(asked) <= _QUESTIONS:
            left.append(Bullets(tuple(question.full for question in asked)))
        figure = chart_groups(facts, largest, is_top) if len(largest) > 1 else None
        blocks += [Beside((Piece(tuple(left)), Piece((figure,))))] if figure else left
        if largest:
            blocks.append(Beside(tuple(Piece((_show_key(facts, group, book),)) for group in largest)))
            blocks += _tell_elsewhere(facts, largest, book)
        else:
            blocks.append(Text(say("no_titles" if facts.themes else "nothing_found")))
        if pairs:
            said = f"{number_words(pairs)} {'pair' if pairs == 1 else 'pairs'} of notes"
            differ = Text(say("also_differ", pairs=wording.capital(said)))
            blocks.append(Section("", "Views differed", (differ,)))
    blocks.append(_tell_event(facts))
    return Section("summary", "Summary", tuple(blocks))


def _count_facts(facts: EventFacts) -> list[tuple[str, str]]:
    are_tables = all(table.startswith("Table ") for table in facts.tables)  # not sessions, or days
    where = f"at {number_words(len(facts.tables))} tables" if len(facts.tables) > 1 and are_tables else ""
    number = len(facts.notes)
    counted = [(f"{number:,}", " ".join(filter(None, ("note" if number == 1 else "notes", where))))]
    kinds = dict(count_kinds(facts.notes))
    if 0 < kinds.get("post-it", 0) < number:
        counted.append((f"{kinds['post-it']:,}", "of them post-its"))
    asking = sum(note.asks for note in facts.notes)
    if asking:
        counted.append((f"{asking:,}", "worded as a request"))
    return counted


def _show_key(facts: EventFacts, group: Group, book: Chooser) -> Section:
    largest = max(group.themes, key=lambda theme: len(theme.notes))
    quotes = book.pick(largest, 1)
    blocks: _Blocks = [Text(count_at(facts, group), "count")]
    blocks += [Text(theme.review, "count", reviewed=True) for theme in group.themes[:1] if theme.review]
    return Section("", group.title, (*blocks, Quotes(quote_all(quotes))) if quotes else tuple(blocks))


def _tell_elsewhere(facts: EventFacts, groups: Sequence[Group], book: Chooser) -> _Blocks:
    """The tables or questions none of whose notes is in these themes, and one note from each."""
    places, placed = find_places(facts)
    told = _count(placed, [note for group in groups for note in group.notes])
    counts = _count(placed, facts.notes)
    untold = [place for place in places if not told[place]]
    if not untold:
        return []
    listed = list_words(f"the {count_words(counts[place], 'note')} {_at(place)}" for place in untold)
    said = Text(say("elsewhere", untold=listed))
    found = [_show_largest_at(facts, place, placed, counts[place], book) for place in untold[:_UNTOLD]]
    pieces = [Piece((section,)) for section in found if section]
    return [said, Beside(tuple(pieces))] if pieces else [said]


def _show_largest_at(
    facts: EventFacts, place: str, placed: Mapping[str, str], of: int, book: Chooser
) -> Section | None:
    """The largest theme at a place, one with a title if it can be, and one note of it."""
    sizes = [(sum(placed[note.note_id] == place for note in theme.notes), theme) for theme in facts.themes]
    sizes = [size for size in sizes if size[0] >= FEWEST]
    if not sizes:
        return None
    number, largest = max(sizes, key=lambda size: (not size[1].untitled, size[0]))
    group = next(group for group in facts.groups if largest in group.themes)
    if not largest.untitled:
        return _show_key(facts, replace(group, themes=(largest,)), book)
    quotes = book.pick(largest, 1)
    count = Text(f"{share_words(number, of)} · no title yet", "count")
    return Section("", place, (count, Quotes(quote_all(quotes)))) if quotes else None


def _tell_event(facts: EventFacts) -> Section:
    """What the event was, in the organisers' own words, and how numbers are said."""
    blocks: _Blocks = []
    if written := quote_organisers(facts, "why", "about"):
        blocks += [Text(say("organisers")), Bullets(written)]
    else:
        blocks.append(Text(say("no_background", background=wording.BLANK_BACKGROUND)))
    if facts.unread:
        documents = count_words(len(facts.unread), "document")
        blocks.append(Text(say("unread", documents=documents, names=list_words(facts.unread))))
    if not facts.notes:
        return Section("about", wording.OCCASIONS[facts.occasion][1], tuple(blocks))
    shares = any(len(theme.notes) >= FEWEST for theme in facts.themes)
    rule = f"{say('counted')} {say('rule')}" if shares else say("counted")
    # Quotations name these kinds; one of no known kind names none, and would be taken for a facilitator's.
    kinds = [kind for kind, _ in count_kinds(facts.notes)]
    if kinds[1:] and "facilitator" in kinds and "other" not in kinds:
        named = " or ".join(f"“{wording.KIND_LABELS[kind]}”" for kind in kinds if kind != "facilitator")
        rule = f"{say('kinds_shown', labels=named)} {rule}"
    return Section("about", wording.OCCASIONS[facts.occasion][1], (*blocks, Text(rule, "aside")))


def chart_groups(facts: EventFacts, groups: Sequence[Group], is_top: bool) -> BarFigure:
    """The largest themes as bars, divided by where their notes were taken."""
    places, placed = find_places(facts)
    told = _count(placed, [note for group in groups for note in group.notes])
    places = tuple(place for place in places if told[place])
    bars = []
    for group in groups:
        own = _count(placed, group.notes)
        bars.append(Bar(group.title, tuple(own[place] for place in places) or (len(group.notes),)))
    title = say("largest", number=number_words(len(groups))) if is_top else say("large")
    first = groups[0]
    of = count_words(len(facts.notes), "note")
    return BarFigure(
        name="largest-themes",
        title=title,
        finding=f"{add_marks(first.title)} has {len(first.notes)} of {of}.",
        part_words=places or ("All notes",),
        bars=tuple(bars),
    )


def _show_places(facts: EventFacts) -> list[Section]:
    """Which table talked about what, and the themes that several questions share."""
    places, placed = find_places(facts)
    if not places:
        return []
    told = [group for group in facts.groups if not group.is_other and len(group.notes) >= FEWEST][:_ROWS]
    if not told:
        return []
    small = [group for group in facts.groups if not group.is_other and group not in told]
    rows = [(group.title, group.notes) for group in told]
    if small:
        themes = count_words(len(small), "theme")
        rows.append((say("smaller", themes=themes), tuple(note for group in small for note in group.notes)))
    rows += [(group.title, group.notes) for group in facts.groups if group.is_other]
    rows.append(("All notes", facts.notes))
    sums = len(rows) - len(told)
    cells = []
    for title, notes in rows:
        own = _count(placed, notes)
        cells.append((title, *(f"{own[place]:,}" for place in places), f"{len(notes):,}"))
    kind = "heat_questions" if _at(places[0]).startswith("on ") else "heat"
    table = CountTable(
        say(kind), ("Theme", *places, "All"), tuple(cells), counted=len(places) + 1, look="heat", sums=sums
    )
    shared = [group for group in told if len({theme.question_id for theme in group.themes}) > 1]
    across = Bullets(tuple(_say_across(facts, group) for group in shared))
    return [Section("where", "Where themes came up", (table, *((across,) if shared else ())))]


def _say_across(facts: EventFacts, group: Group) -> str:
    names = {question.question_id: question.where for question in facts.questions}
    counts = list_words(
        f"{count_words(len(theme.notes), 'note')} {_at(names[theme.question_id])}" for theme in group.themes
    )
    places = f"answers to {number_words(len(group.themes))} questions"
    return say("across", title=add_marks(group.title), places=places, counts=counts)


def _show_differences(pairs: Sequence[tuple[str, Note, Note]]) -> list[Section]:
    if not pairs:
        return []
    pieces = [
        Piece((Section("", _name_shared(shared, one), (Quotes(quote_all((one, other))),)),))
        for shared, one, other in pairs
    ]
    return [Section("differed", "Where views differed", (Text(say("differ"), "lead"), Beside(tuple(pieces))))]


def _name_shared(shared: str, note: Note) -> str:
    """The words that two notes share, in quotation marks, as the first has them."""
    if shared.casefold() in note.words.casefold():
        return f"“{shared}”"
    return ", ".join(f"“{word}”" for word in shared.split())
