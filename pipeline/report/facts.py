"""What Word and PDF say beside a note, in short pieces."""

from __future__ import annotations

from pipeline.report import wording
from pipeline.report.model import QuotedNote, ThemePart

WHY_TOGETHER = "Why these notes are together"
NOTE_HEAD = ("Where", "Note", "What the program says of it", "Note id")


def quote_facts(note: QuotedNote, *, show_theme: bool = False) -> str:
    """Where a quoted note comes from.

    Args:
        note: The note.
        show_theme: Whether to name its theme, where it does not stand under it.
    """
    facts = [note.reference, note.kind_words]
    facts += [note.strength_words] if note.weak else []
    facts += [f"in “{note.theme.words}”"] if show_theme else ["raised once"] if note.raised_once else []
    return " · ".join(facts)


def list_single(theme: ThemePart) -> tuple[QuotedNote, ...]:
    """Notes of a theme that were raised once and are no key points: those are marked where they stand."""
    return tuple(note for note in theme.raised_once if note not in theme.key_points)


def context_facts(note: QuotedNote) -> str:
    """What stood around a note, and what else is known of it; mostly nothing."""
    facts = [f"under “{note.heading}”"] if note.heading else []
    facts += [f"after “{note.lead_in}”"] if note.lead_in else []
    facts += [f"said by {note.speaker}"] if note.speaker else []
    facts += ["raised once"] if note.raised_once else []
    facts += [wording.count_words(note.votes, "vote")] if note.votes else []
    if note.other_themes:
        facts.append("also near " + wording.list_words(f"“{link.words}”" for link in note.other_themes))
    return "; ".join(facts)


def said_facts(note: QuotedNote) -> str:
    """What the program takes a note for, in a few words."""
    return "; ".join((note.kind_words, note.type_words, note.strength_words))


def why_together(theme: ThemePart) -> str:
    """What speaks for a theme: its words, how steady it is and where its title comes from."""
    terms = f"{', '.join(theme.terms)}. " if theme.terms else ""
    return f"{terms}{theme.together} {theme.stability} {theme.naming}".strip()
