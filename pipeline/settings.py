"""Every tunable value, typed and frozen. The values and their reasons stand in settings.toml.

A workspace may override any of them in `data/raw/settings.toml`; a name that does not exist there is
an error, because a misspelt setting that is silently ignored is worse than none.
"""

from __future__ import annotations

import dataclasses
import difflib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import SettingsError

DEFAULTS = Path(__file__).with_name("settings.toml")
_LARGEST = 1e12  # of any number, either way; "inf" and "nan" are none


@dataclass(frozen=True)
class IngestSettings:
    """How structure is found in a write-up. See settings.toml for the meaning of each value."""

    same_question: float
    lead_in_note_words: int
    longest_note_line: int


@dataclass(frozen=True)
class PrivacySettings:
    """What is masked. See settings.toml for the meaning of each value."""

    mask: tuple[str, ...]
    fewest_people: int


@dataclass(frozen=True)
class LanguageSettings:
    """How words are counted. See settings.toml for the meaning of each value."""

    model: str
    harmonise: dict[str, str]


@dataclass(frozen=True)
class EmbeddingSettings:
    """Which model turns notes into vectors. See settings.toml for the meaning of each value."""

    model: str
    longest_text: int
    batch_texts: int


@dataclass(frozen=True)
class ThemeSettings:
    """How themes are found and named. See settings.toml for the meaning of each value."""

    codebook: str
    fewest_notes: int
    themes_per_root: float
    most_themes: int
    smallest_theme: int
    neighbours: int
    smoothing: float
    smoothing_steps: int
    heading_weight: float
    lead_in_weight: float
    adjacent_weight: float
    code_fit: float
    code_margin: float
    code_agree: float
    code_runner_up: float
    codebook_share: float
    expected_fit: float
    title_near_note: float
    title_share: float
    title_alike: float
    weak_strength: float
    second_theme: float
    second_point: float
    raised_once: float
    key_points: int
    sample_notes: int
    resamples: int
    resample_share: float
    loose_notes: float
    close_notes: float
    stands_firm: float
    holds_mostly: float


@dataclass(frozen=True)
class ReaderSettings:
    """Whether and how a language model reads as well. See settings.toml for the meaning of each value."""

    kind: str
    address: str
    model: str
    allow_remote: bool
    tasks: tuple[str, ...]
    fewest_notes: int
    batch_notes: int
    batch_characters: int
    longest_note: int
    fewest_per_root: float
    most_per_root: float
    largest_share: float
    fewest_placed: float
    chance_notes: int
    chance: float
    longest_title: int
    longest_definition: int
    matched_themes: int
    request_seconds: float
    event_seconds: float
    longest_reply: int
    longest_answer: int
    seed: int


@dataclass(frozen=True)
class ReviewSettings:
    """How people's decisions meet the draft. See settings.toml for the meaning of each value."""

    learn: bool
    same_theme: float
    same_theme_lead: float
    listed_notes: int


@dataclass(frozen=True)
class AgreementSettings:
    """How drafts are compared with people and summaries. See settings.toml for each value."""

    resamples: int
    seed: int
    interval: float
    few_notes: int
    same_question: float
    fewest_notes: int
    found: float
    loosely: float
    second_theme: float
    nearest_notes: int


@dataclass(frozen=True)
class SeriesSettings:
    """How events are put side by side. See settings.toml for the meaning of each value."""

    same_theme: float
    near_theme: float
    near_shown: int
    recent_share: float
    fewest_events: int
    grown: float
    quietened: float
    chance: float
    points: int
    longest_point: int
    themes_in_full: int
    themes_in_summary: int
    rows_listed: int
    survey_gap_days: int
    few_answers: int
    fewest_words: int


@dataclass(frozen=True)
class ReportSettings:
    """How reports are written. See settings.toml for the meaning of each value."""

    language: str
    clear_strength: float
    first_checks: int
    page_themes: int
    theme_notes: int
    circulated_notes: int
    next_steps: tuple[str, ...]
    contact: str
    template: str
    glossary: dict[str, str]


@dataclass(frozen=True)
class Settings:
    """All settings of a run; one section per room."""

    ingest: IngestSettings
    privacy: PrivacySettings
    language: LanguageSettings
    embedding: EmbeddingSettings
    themes: ThemeSettings
    reader: ReaderSettings
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
    values = _read_toml(DEFAULTS)
    if override is not None and override.is_file():
        own = _read_toml(override)
        for section, entries in own.items():
            _known(section, values, where=override.name)
            if not isinstance(entries, dict):
                raise SettingsError(
                    f"{section!r} is not a section",
                    where=override.name,
                    remedy=f"Write it as [{section}] with its values below.",
                )
            for name, value in entries.items():
                _known(name, values[section], where=f"{override.name}, [{section}]")
                _same_kind(value, values[section][name], name, f"{override.name}, [{section}]")
            values[section] = {**values[section], **entries}
    sections = {
        field.name: _section(_SECTIONS[field.name], values[field.name])
        for field in dataclasses.fields(Settings)
    }
    return Settings(**sections)


def list_used(settings: Settings) -> dict[str, Any]:
    """All values that a run depends on, by section: those of a second reader only where there is one."""
    values = dataclasses.asdict(settings)
    if settings.reader.kind == "none":
        del values["reader"]
    return values


_SECTIONS: dict[str, Any] = {
    "ingest": IngestSettings,
    "privacy": PrivacySettings,
    "language": LanguageSettings,
    "embedding": EmbeddingSettings,
    "themes": ThemeSettings,
    "reader": ReaderSettings,
    "review": ReviewSettings,
    "agreement": AgreementSettings,
    "series": SeriesSettings,
    "report": ReportSettings,
}


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        detail = "a number of thousands of digits, or too many brackets"
        if isinstance(error, UnicodeDecodeError):
            detail = "it is not UTF-8 text"
        elif isinstance(error, tomllib.TOMLDecodeError):
            detail = str(error)
        raise SettingsError(
            f"it cannot be read as TOML ({detail})",
            where=path.name,
            remedy="Mend that line, or delete the file to use the settings that come with the pipeline.",
        ) from None


def _known(name: str, known: dict[str, Any], where: str) -> None:
    if name in known:
        return
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Known here: {', '.join(sorted(known))}."
    raise SettingsError(f"there is no setting {name!r}", where=where, remedy=hint)


def _same_kind(value: Any, default: Any, name: str, where: str) -> None:
    kinds: tuple[type, ...] = (int, float) if isinstance(default, float) else (type(default),)
    if isinstance(value, kinds) and isinstance(value, bool) == isinstance(default, bool):
        held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if isinstance(value, (int, float)) and not -_LARGEST < value < _LARGEST:
            raise SettingsError(
                f"{name!r} is not a number that can be worked with",
                where=where,
                remedy="Change it, or take the line out to use the value that comes with the pipeline.",
            )
        if all(isinstance(entry, str) for entry in held):
            return
    words = {float: "a number", int: "a whole number", str: "text in quotes", bool: "true or false"}
    raise SettingsError(
        f"{name!r} must be {words.get(type(default), 'of the form it has in settings.toml')}",
        where=where,
        remedy="Change it, or take the line out to use the value that comes with the pipeline.",
    )


def _section(section: Any, entries: dict[str, Any]) -> Any:
    frozen = {name: tuple(value) if isinstance(value, list) else value for name, value in entries.items()}
    return section(**frozen)
