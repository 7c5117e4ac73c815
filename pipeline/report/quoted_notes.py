"""The notes as a report quotes them: the words that may be shown, with all that is known of each note."""

from __future__ import annotations

from pandera.typing.pandas import DataFrame

from pipeline.report import certainty, wording
from pipeline.report.cells import Row, list_rows, make_anchor, split_cell
from pipeline.report.model import Link, QuotedNote
from pipeline.settings import ReportSettings
from pipeline.tables import Codings, NoteLanguage, Notes, SafeNotes


def quote_notes(
    notes: DataFrame[Notes],
    safe_notes: DataFrame[SafeNotes],
    language: DataFrame[NoteLanguage],
    codings: DataFrame[Codings],
    titles: dict[str, Link],
    settings: ReportSettings,
) -> dict[str, list[QuotedNote]]:
    """Every note that can be shown, by its theme and in the order of the sources.

    Args:
        notes: The notes as they stand in the sources.
        safe_notes: The notes as reports may show them.
        language: Note types.
        codings: The theme of every note.
        titles: The title of each theme with a link to it, by theme_id.
        settings: How reports are written.

    Returns:
        The notes of each theme, by theme_id; none for a theme without any.
    """
    safe = {row["note_id"]: row for row in list_rows(safe_notes)}
    coded = {row["note_id"]: row for row in list_rows(codings)}
    types = dict(zip(language["note_id"], language["note_type"], strict=True))
    several = notes["source"].nunique() > 1
    quoted: dict[str, list[QuotedNote]] = {theme_id: [] for theme_id in titles}
    for note in list_rows(notes):
        shown, coding = safe.get(note["note_id"]), coded.get(note["note_id"])
        # A note without its safe words or its theme is not shown here; check_quotes then refuses.
        if shown is None or coding is None or coding["theme_id"] not in titles:
            continue
        quoted[coding["theme_id"]].append(
            _quote_note(note, shown, coding, types.get(note["note_id"], ""), titles, several, settings)
        )
    return quoted


def _quote_note(
    note: Row,
    shown: Row,
    coding: Row,
    note_type: str,
    titles: dict[str, Link],
    several_sources: bool,
    settings: ReportSettings,
) -> QuotedNote:
    table = wording.table_words(shown["table"])
    locator = shown["locator"] or f"line {shown['line']}"
    reference = [table, shown["source"] if several_sources else "", locator]
    if coding["weak"]:
        strength = certainty.STRENGTH_WEAK
    elif coding["strength"] >= settings.clear_strength:
        strength = certainty.STRENGTH_CLEAR
    else:
        strength = certainty.STRENGTH_FAIR
    return QuotedNote(
        note_id=shown["note_id"],
        anchor=make_anchor("note", shown["note_id"]),
        words=shown["words"],
        as_written="" if shown["masked"] else _mark_up_only(note["text"], note["words"]),
        source=shown["source"],
        locator=shown["locator"],
        line=int(shown["line"]),
        reference=", ".join(words for words in reference if words),
        place=f"{locator} of {shown['source']}",
        table=table,
        kind=shown["kind"],
        kind_words=wording.KIND_LABELS[shown["kind"]],
        note_type=note_type,
        type_words=wording.TYPE_LABELS.get(note_type, note_type),
        heading=shown["heading"],
        lead_in=shown["lead_in"],
        speaker=shown["speaker"],
        votes=int(shown["votes"]),
        masked=bool(shown["masked"]),
        theme=titles[coding["theme_id"]],
        strength=float(coding["strength"]),
        strength_words=strength,
        weak=bool(coding["weak"]),
        raised_once=bool(coding["raised_once"]),
        other_themes=tuple(titles[other] for other in split_cell(coding["other_themes"]) if other in titles),
        nearest=split_cell(coding["nearest"]),
    )


def _mark_up_only(text: str, words: str) -> str:
    """The note with the source's mark-up, unless that could show what masking has not looked at.

    Names and addresses are looked for in the words a reader sees, so a link's hidden target
    (mailto:…) may still hold one: the text is shown only if it has no letter beyond those words.
    """
    if text == words:
        return ""
    return text if _letters(text) == _letters(words) else ""


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
