"""The contract of every table: which columns, of what kind, meaning what.

Stages take and return these tables and nothing else, so a signature says all that a stage needs.
Empty text stands for "none" in text columns: no column holds missing values. Rows keep the order of
the sources, so the same input gives the same bytes.
"""

from __future__ import annotations

from pipeline.tables.agreement import MEASURES, VERDICTS, Agreements, SummaryPoints, SummaryThemes
from pipeline.tables.contract import SEPARATOR, Contract, T, check_table, columns_of, table_of
from pipeline.tables.documents import KINDS, ROLES, Events, Ledger, Notes, Questions, Sources
from pipeline.tables.notes import NOTE_TYPES, NoteLanguage, PrivacyFlags, SafeNotes
from pipeline.tables.themes import BASES, STABILITIES, CodedNotes, Codings, Themes

# Every table that is kept, by the name of its file.
CONTRACTS: dict[str, type[Contract]] = {
    "event": Events,
    "sources": Sources,
    "ledger": Ledger,
    "questions": Questions,
    "notes": Notes,
    "privacy_flags": PrivacyFlags,
    "safe_notes": SafeNotes,
    "note_language": NoteLanguage,
    "codings": Codings,
    "themes": Themes,
    "coded_notes": CodedNotes,
    "summary_points": SummaryPoints,
    "summary_themes": SummaryThemes,
}

__all__ = [
    "BASES",
    "CONTRACTS",
    "KINDS",
    "MEASURES",
    "NOTE_TYPES",
    "ROLES",
    "SEPARATOR",
    "STABILITIES",
    "VERDICTS",
    "Agreements",
    "CodedNotes",
    "Codings",
    "Contract",
    "Events",
    "Ledger",
    "NoteLanguage",
    "Notes",
    "PrivacyFlags",
    "Questions",
    "SafeNotes",
    "Sources",
    "SummaryPoints",
    "SummaryThemes",
    "T",
    "Themes",
    "check_table",
    "columns_of",
    "table_of",
]
