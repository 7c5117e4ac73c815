"""Finds personal details in notes and lists them as flags, each with its place and its reason."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from pandera.typing.pandas import DataFrame

from pipeline.privacy.details import NUMBERED, PATTERNS
from pipeline.privacy.names import WORDS, find_names, load_vocabulary
from pipeline.privacy.roster import find_listed, find_repeated, list_whole_names
from pipeline.privacy.spans import Span, join_lines, keep_best, place_spans, read_plainly
from pipeline.tables import DETAIL_PLACEHOLDERS, Notes, PrivacyFlags, table_of
from pipeline.tables.contract import Row
from pipeline.wording.withheld import Withheld, find_anywhere, find_withheld, is_whole, join_places

FIELDS = ("words", "heading", "lead_in", "speaker")
_REMEMBERED = 20_000  # texts that are not looked through again
_BROKEN = re.compile(r"[\n\t]|(?<![.!?])  ")  # two blanks behind a sentence break no detail
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){2,3}")


def find_personal_details(
    notes: DataFrame[Notes],
    withheld: Mapping[str, Sequence[str]] | None = None,
    anywhere: Sequence[Withheld] = (),
    roster: Sequence[str] = (),
) -> DataFrame[PrivacyFlags]:
    """List what may identify a person in the words, heading, lead-in and speaker of notes.

    One row is one stretch of one field; stretches of a field never overlap. Rows follow the order of
    the notes, then of the fields, then of the text. Names are found by word lists and context, so some
    are missed and some flags are wrong: they are an aid to the people who read before circulating.

    Args:
        notes: The notes as written down.
        withheld: What people keep out of print, by note: stretches of its words, or "all".
        anywhere: Words that stand in print nowhere, whichever note holds them.
        roster: Names and initials of those who were there, as the documents themselves list them.
    """
    return table_of(PrivacyFlags, _list_flags(notes, withheld or {}, anywhere, roster))


def _list_flags(
    notes: DataFrame[Notes],
    withheld: Mapping[str, Sequence[str]],
    anywhere: Sequence[Withheld],
    roster: Sequence[str],
) -> Iterator[Row]:
    remember = functools.lru_cache(maxsize=_REMEMBERED)  # headings and lead-ins repeat over many notes
    find = remember(functools.partial(find_in_text, roster=tuple(roster)))
    look = remember(lambda text: find_anywhere(text, anywhere))
    columns = [notes[name].tolist() for name in ("note_id", *FIELDS)]
    # A name that is found in one note counts in all: every text is looked through before the first flag.
    first = {
        (note_id, field): (text, spans)
        for note_id, *texts in zip(*columns, strict=True)
        for field, text in zip(FIELDS, texts, strict=True)
        if (spans := find(text, is_speaker=field == "speaker"))
    }
    names = list_whole_names(
        text[span.start : span.end] for text, spans in first.values() for span in spans if span.kind == "name"
    )
    repeated = remember(functools.partial(find_repeated, names=names))
    for note_id, *texts in zip(*columns, strict=True):
        kept_out = withheld.get(note_id, ())
        for field, text in zip(FIELDS, texts, strict=True):
            _, spans = first.get((note_id, field), ("", ()))
            more = [one for one in repeated(text) if not any(_cuts(one, span) for span in spans)]
            spans = tuple(keep_best([*spans, *more])) if more else spans
            places = list(look(text)) if anywhere else []
            if kept_out and field == "words":
                places += [place for value in kept_out for place in find_withheld(text, value)]
            if field == "speaker" and text and _is_withheld_whole(texts[0], kept_out, look):
                places = [(0, len(text))]
            if places:
                spans = tuple(keep_best([*spans, *_widen(places, spans)]))
            for span in spans:
                placeholder = DETAIL_PLACEHOLDERS[span.kind]
                yield {"note_id": note_id, "field": field, "placeholder": placeholder, **vars(span)}


def _cuts(one: Span, other: Span) -> bool:
    """Whether one overlaps another and does not hold all of it."""
    apart = one.end <= other.start or other.end <= one.start
    return not (apart or (one.start <= other.start and other.end <= one.end))


def _is_withheld_whole(
    words: str, kept_out: Sequence[str], look: Callable[[str], list[tuple[int, int]]]
) -> bool:
    """Whether all of a note is kept out of print, so that its speaker is, too."""
    return any(is_whole(value) for value in kept_out) or look(words) == [(0, len(words))]


def _widen(places: Sequence[tuple[int, int]], found: Sequence[Span]) -> list[Span]:
    """What a person keeps out of print, with all of a detail that it cuts."""
    reason = "A person marked it in the review workbook, to be kept out of print."
    widened = []
    for start, end in join_places(places):
        cut = [span for span in found if span.start < end and start < span.end]
        first, last = [start, *(span.start for span in cut)], [end, *(span.end for span in cut)]
        widened.append((min(first), max(last)))
    return [Span(start, end, "withheld", "certain", reason) for start, end in join_places(widened)]


def find_in_text(text: str, is_speaker: bool, roster: Sequence[str] = ()) -> tuple[Span, ...]:
    """What may identify a person in one text, in its order; a speaker's label is read as a name.

    Names of a document's own list of who was there count wherever they stand.
    """
    if not text:
        return ()
    text, places = read_plainly(text)
    text = text.replace("\u00a0", " ")
    finders = PATTERNS + NUMBERED if _DIGIT.search(text) else PATTERNS
    spans = [span for find in finders for span in find(text)]
    if _BROKEN.search(text):
        joined, where = join_lines(text)  # "07700 900\n142", "jo@kettle-\nbridge.org.uk"
        spans += place_spans((span for find in finders for span in find(joined)), where)
    spans += _find_speaker(text) if is_speaker else find_names(text)
    spans += find_listed(text, roster)
    return tuple(keep_best(place_spans(spans, places)))


def _find_speaker(speaker: str) -> list[Span]:
    """The whole of a speaker field that names a person; not a code ("Person 1"), role or organisation."""
    written = speaker.strip()
    known, roles = load_vocabulary(), WORDS["speakers"]
    words = [word.lower() for word in _WORD.findall(written)]
    telling = [word for word in words if word not in roles and len(word) > 1]
    organisation = any(word in known.not_people for word in telling)
    strange = [word for word in telling if not known.is_word(word)]
    given = any(word in known.given or word in known.given_words for word in {*telling} - known.not_people)
    if given or find_names(written):
        certainty, reason = "likely", "The speaker is given by a personal name."
    elif _INITIALS.fullmatch(written) and written.lower() not in known.not_people | roles:
        certainty, reason = "possible", "The speaker is given by initials."
    elif strange and not organisation:
        certainty, reason = "possible", "The speaker is neither a code, a role nor a known organisation."
    else:
        return []
    start = speaker.index(written)
    return [Span(start, start + len(written), "name", certainty, reason)]


def make_personal_check(notes: DataFrame[Notes], flags: DataFrame[PrivacyFlags]) -> Callable[[str], bool]:
    """A check for titles: whether one names a person or holds another personal detail.

    What was found in the event's own notes counts too, even where a title alone would not show that it is
    a name.
    """
    texts = notes.set_index("note_id")
    columns = ("note_id", "field", "start", "end")
    found = {
        str(texts.at[note_id, field])[start:end]
        for note_id, field, start, end in zip(*(flags[name] for name in columns), strict=True)
        if note_id in texts.index
    }
    known = [re.escape(detail) for detail in sorted(found) if detail.strip()]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(known)})(?!\w)") if known else None

    def is_personal(text: str) -> bool:
        return bool((pattern and pattern.search(text)) or find_in_text(text, is_speaker=False))

    return is_personal
