"""Every tunable value, typed and frozen. The values and their reasons stand in settings.toml.

A workspace may override any of them in `data/raw/settings.toml`; a name that does not exist there is
an error, because a misspelt setting that is silently ignored is worse than none.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from pipeline.errors import SettingsError
from pipeline.keeping.reading import Flag, Number, Say, Style, Texts, Whole, form, read_form, read_toml

DEFAULTS = Path(__file__).with_name("settings.toml")
_STYLE = Style(
    noun="setting", value="Change it, or take the line out to use the value that comes with the pipeline."
)


_Task = Literal["themes", "titles", "types", "matches"]
_Tasks = Annotated[
    tuple[_Task, ...],
    Field(min_length=1),
    Say("FIELD is empty or names one that is not known", f"Write some of {', '.join(get_args(_Task))}."),
]


@dataclass(frozen=True)
class IngestSettings:
    """How structure is found in a write-up."""

    same_question: Number
    lead_in_note_words: Whole
    longest_note_line: Whole
    longest_note: Whole


@dataclass(frozen=True)
class PrivacySettings:
    """What is masked."""

    mask: Texts
    fewest_people: Whole


@dataclass(frozen=True)
class LanguageSettings:
    """How words are counted."""

    model: str
    harmonise: dict[str, str]


@dataclass(frozen=True)
class EmbeddingSettings:
    """Which model turns notes into vectors."""

    model: str
    longest_text: Whole
    batch_texts: Whole


@dataclass(frozen=True)
class ThemeSettings:
    """How themes are found and named."""

    codebook: str
    fewest_notes: Whole
    themes_per_root: Number
    most_themes: Whole
    smallest_theme: Whole
    belongs: Number
    neighbours: Whole
    smoothing: Number
    smoothing_steps: Whole
    heading_weight: Number
    lead_in_weight: Number
    adjacent_weight: Number
    subject_weight: Number
    subjects: Whole
    code_fit: Number
    code_margin: Number
    code_agree: Number
    code_ahead: Number
    code_near_note: Number
    code_borne: Number
    codebook_share: Number
    expected_fit: Number
    title_share: Number
    title_alike: Number
    weak_strength: Number
    second_theme: Number
    second_point: Number
    raised_once: Number
    key_points: Whole
    sample_notes: Whole
    resamples: Whole
    resample_share: Number
    loose_notes: Number
    close_notes: Number
    stands_firm: Number
    holds_mostly: Number


@dataclass(frozen=True)
class ModelSettings:
    """Whether and how a language model reads as well."""

    kind: Literal["none", "local", "azure"]
    address: str
    api_version: str
    model: str
    allow_remote: Flag
    tried: str
    effort: Literal["quick", "careful"]
    tasks: _Tasks
    fewest_notes: Whole
    place_notes: Whole
    batch_notes: Whole
    batch_characters: Whole
    longest_note: Whole
    fewest_per_root: Number
    most_per_root: Number
    largest_share: Number
    fewest_placed: Number
    chance_notes: Whole
    chance: Number
    repeat_notes: Whole
    repeat_share: Number
    doubted_share: Number
    longest_title: Whole
    longest_definition: Whole
    matched_themes: Whole
    request_seconds: Number
    event_seconds: Number
    longest_reply: Whole
    longest_answer: Whole
    longest_wait: Whole
    seed: Whole


@dataclass(frozen=True)
class ReviewSettings:
    """How people's decisions meet the draft."""

    learn: Flag
    same_theme: Number
    same_theme_lead: Number
    listed_notes: Whole


@dataclass(frozen=True)
class AgreementSettings:
    """How drafts are compared with people and summaries."""

    resamples: Whole
    seed: Whole
    interval: Number
    few_notes: Whole
    same_question: Number
    fewest_notes: Whole
    found: Number
    second_theme: Number
    nearest_notes: Whole


@dataclass(frozen=True)
class SeriesSettings:
    """How events are put side by side."""

    same_theme: Number
    same_code: Number
    near_theme: Number
    near_shown: Whole
    recent_share: Number
    fewest_events: Whole
    grown: Number
    quietened: Number
    chance: Number
    points: Whole
    longest_point: Whole
    themes_in_full: Whole
    themes_in_summary: Whole
    rows_listed: Whole
    survey_gap_days: Whole
    few_answers: Whole
    fewest_words: Whole


@dataclass(frozen=True)
class ReportSettings:
    """How reports are written."""

    language: str
    clear_strength: Number
    page_themes: Whole
    theme_notes: Whole
    circulated_notes: Whole
    next_steps: Texts
    contact: str
    template: str
    glossary: dict[str, str]


@form
@dataclass(frozen=True)
class Settings:
    """All settings of a run; one section per room."""

    ingest: IngestSettings
    privacy: PrivacySettings
    language: LanguageSettings
    embedding: EmbeddingSettings
    themes: ThemeSettings
    model: ModelSettings
    review: ReviewSettings
    agreement: AgreementSettings
    series: SeriesSettings
    report: ReportSettings


def load_settings(override: Path | None = None) -> Settings:
    """Read the settings that come with the pipeline, and the user's own on top of them.

    Args:
        override: A TOML file with the same sections, holding only what differs; may be absent.

    Raises:
        SettingsError: If a file is not TOML, or a section or value is unknown or of another kind.
    """
    values = read_toml(DEFAULTS.read_bytes(), DEFAULTS.name)
    where = DEFAULTS.name
    if override is not None and override.is_file():
        where = override.name
        remedy = "Mend that line, or delete the file to use the settings that come with the pipeline."
        for section, own in read_toml(override.read_bytes(), where, remedy).items():
            if section == "reader":
                raise SettingsError(
                    "the section [reader] is now called [model]",
                    where=where,
                    remedy="Write [model] in its place; what stands below it stays as it is.",
                )
            known = values.get(section)
            values[section] = known | own if isinstance(known, dict) and isinstance(own, dict) else own
    return read_form(Settings, values, where, _STYLE)


def find_settings(raw: Path, named: Path | None = None) -> Settings:
    """The settings of a workspace: see `load_settings`.

    Args:
        raw: Its data/raw, in which its own settings.toml may lie.

    Raises:
        SettingsError: If a file is not TOML, or a section or value is unknown or of another kind.
    """
    return load_settings(named or raw / DEFAULTS.name)


def list_used(settings: Settings) -> dict[str, Any]:
    """All values that a run depends on, by section: those of a language model only where one is asked."""
    values = dataclasses.asdict(settings)
    if settings.model.kind == "none":
        del values["model"]
    return values
