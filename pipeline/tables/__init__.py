"""The contract of every table: which columns, of what kind, meaning what.

Stages take and return these tables and nothing else, so a signature says all that a stage needs.
Empty text stands for "none" in text columns: no column holds missing values. Rows keep the order of
the sources, so the same input gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

from pandera.typing.pandas import DataFrame

from pipeline.tables.agreement import MEASURES, VERDICTS, Agreements, SummaryPoints, SummaryThemes
from pipeline.tables.contract import SEPARATOR, Contract, T, check_table, columns_of, table_of
from pipeline.tables.language_model import (
    FORMS,
    MODEL_OTHER,
    SUMMED_UP,
    ModelCodings,
    ModelMatches,
    ModelReplies,
    ModelSentences,
    ModelThemes,
    ModelTypes,
    ThemesToMatch,
)
from pipeline.tables.notes import (
    CUT_NOTE,
    DETAIL_PLACEHOLDERS,
    GIVEN_ROLE,
    KINDS,
    LEFT_SO,
    NO_ANSWER,
    NOTE_TYPES,
    PUT_IN,
    RATED,
    ROLES,
    SAID_BY_PEOPLE,
    TAKEN_OUT,
    Differences,
    Events,
    Ledger,
    NoteLanguage,
    Notes,
    PrivacyFlags,
    Questions,
    Roster,
    SafeNotes,
    Sources,
    Vectors,
)
from pipeline.tables.series import (
    ACTION_STATES,
    ACTION_STATUSES,
    ActionAnswers,
    ActionConflicts,
    Actions,
    EventFigures,
    SeriesCodes,
    SeriesEvents,
    SeriesMatrix,
    SeriesMembers,
    SeriesNear,
    SeriesNotes,
    SeriesThemes,
    SurveyAnswers,
    SurveyWaves,
    TargetResults,
    Targets,
)
from pipeline.tables.themes import (
    OTHER,
    OTHER_TITLE,
    UNDIVIDED_TITLE,
    CodedNotes,
    Codings,
    Conflicts,
    Decisions,
    ReviewerAgreements,
    Themes,
    WithheldWords,
    are_for_people,
    are_themes,
)

# Every table that is kept of an event, by the name of its file.
EVENT_CONTRACTS: dict[str, type[Contract]] = {
    "event": Events,
    "sources": Sources,
    "ledger": Ledger,
    "questions": Questions,
    "notes": Notes,
    "roster": Roster,
    "privacy_flags": PrivacyFlags,
    "withheld": WithheldWords,
    "safe_notes": SafeNotes,
    "note_language": NoteLanguage,
    "differences": Differences,
    "draft_codings": Codings,
    "draft_themes": Themes,
    "decisions": Decisions,
    "conflicts": Conflicts,
    "reviewer_agreements": ReviewerAgreements,
    "shown_notes": SafeNotes,
    "codings": Codings,
    "themes": Themes,
    "coded_notes": CodedNotes,
    "summary_points": SummaryPoints,
    "summary_themes": SummaryThemes,
    "survey_answers": SurveyAnswers,
    "figures": EventFigures,
    "targets": Targets,
}
# Tables that an event has as well where a language model reads it as well.
MODEL_CONTRACTS: dict[str, type[Contract]] = {
    "model_themes": ModelThemes,
    "model_codings": ModelCodings,
    "model_sentences": ModelSentences,
    "model_types": ModelTypes,
    "model_replies": ModelReplies,
    "default_codings": Codings,  # the draft as it is without the model
}
# Every table that is kept of a series.
SERIES_CONTRACTS: dict[str, type[Contract]] = {
    "series_events": SeriesEvents,
    "series_themes": SeriesThemes,
    "series_members": SeriesMembers,
    "series_notes": SeriesNotes,
    "series_near": SeriesNear,
    "series_codes": SeriesCodes,
    "series_matrix": SeriesMatrix,
    "survey_waves": SurveyWaves,
    "target_results": TargetResults,
    "actions": Actions,
    "action_answers": ActionAnswers,
    "action_conflicts": ActionConflicts,
}
# Tables that a series has as well where a language model is asked which of its themes match.
SERIES_MODEL_CONTRACTS: dict[str, type[Contract]] = {
    "model_matches": ModelMatches,
    "model_replies": ModelReplies,
}
CONTRACTS = EVENT_CONTRACTS | MODEL_CONTRACTS | SERIES_CONTRACTS | SERIES_MODEL_CONTRACTS


@dataclass(frozen=True)
class EventTables:
    """The final tables of one event; people's corrections are in them."""

    event: DataFrame[Events]
    questions: DataFrame[Questions]
    safe_notes: DataFrame[SafeNotes]  # the notes as reports may show them
    language: DataFrame[NoteLanguage]
    differences: DataFrame[Differences]
    codings: DataFrame[Codings]
    themes: DataFrame[Themes]
    vectors: Vectors  # the notes' own vectors, one row per note in the order of safe_notes
    summary_points: DataFrame[SummaryPoints]
    summary_themes: DataFrame[SummaryThemes]

    @property
    def event_id(self) -> str:
        """Slug of the event."""
        return str(self.event.loc[0, "event_id"])

    @property
    def date(self) -> str:
        """ISO date, or empty."""
        return str(self.event.loc[0, "date"])


@dataclass(frozen=True)
class SourceTables:
    """What an event's documents hold, word for word: to check quotations, never to be shown as it is."""

    sources: DataFrame[Sources]
    ledger: DataFrame[Ledger]
    notes: DataFrame[Notes]


@dataclass(frozen=True)
class SeriesTables:
    """All tables of a series, and what to check in it, one line each."""

    events: DataFrame[SeriesEvents]
    themes: DataFrame[SeriesThemes]
    members: DataFrame[SeriesMembers]
    notes: DataFrame[SeriesNotes]
    near: DataFrame[SeriesNear]
    codes: DataFrame[SeriesCodes]
    matrix: DataFrame[SeriesMatrix]
    doubts: tuple[str, ...]
