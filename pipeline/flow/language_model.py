"""What a language model changes in the flow. Opened only where the settings name one: see Job.open_model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.flow.job import EventJob, SeriesJob
from pipeline.flow.shown import read_shown
from pipeline.keeping.store import EventStore
from pipeline.keeping.writing import hash_bytes
from pipeline.language_model import (
    PASSING,
    LanguageModel,
    asks_about_notes,
    check_model,
    match_themes,
    say_matching,
    say_model,
    say_trouble,
    say_unmatched,
    say_what_leaves,
    say_what_series_leaves,
)
from pipeline.privacy import make_personal_check, mask_texts
from pipeline.series.events import FrameworkCode
from pipeline.series.proposed import list_to_match, take_matches
from pipeline.tables import (
    Codings,
    EventTables,
    ModelMatches,
    ModelReplies,
    NoteLanguage,
    SeriesTables,
    Themes,
    ThemesToMatch,
    check_table,
)
from pipeline.themes.found import retitle_themes
from pipeline.themes.name import Proposal
from pipeline.themes.strength import make_chance_check

Discover = Callable[..., tuple[DataFrame[Codings], DataFrame[Themes]]]


def draft_themes(job: EventJob, discover: Discover) -> tuple[DataFrame[Codings], DataFrame[Themes]]:
    """The draft with what a language model proposes; beside it the draft without, to compare."""
    notes, flags = job.store.read_table("notes"), job.store.read_table("privacy_flags")
    if leaves := say_what_leaves(job.settings.model):
        job.tell(leaves)
    with LanguageModel(
        read_shown(job.store, "questions", job.settings.privacy),
        job.store.read_table("safe_notes"),
        make_personal_check(notes, flags),
        job.workspace.cache / "model",
        job.settings.model,
        job.refresh,
        job.tell,
        make_chance_check(notes["note_id"].tolist(), job.store.read_vectors()),
    ) as model:
        default_codings, default_themes = discover()
        proposal = Proposal(*model.sort_notes(default_codings, default_themes))
        sorted_by_it = len(proposal.codings) > 0
        codings, found = discover(proposal=proposal) if sorted_by_it else (default_codings, default_themes)
        titles, sentences = model.tell_themes(codings, found)
        types = model.type_notes()
        replies = model.list_replies()
    job.store.write_table("default_codings", default_codings)
    job.store.write_table("model_themes", pd.concat([proposal.themes, titles]))
    job.store.write_table("model_codings", proposal.codings)
    job.store.write_table("model_sentences", sentences)
    job.store.write_table("model_types", types)
    job.store.write_table("model_replies", replies)
    job.notices.extend(filter(None, [say_trouble(replies, job.settings.model)]))
    return codings, retitle_themes(found, titles)


def was_cut_off(store: EventStore) -> bool:
    """Whether the server was gone, or not ready, at the last run: what it left out is asked again."""
    return bool(store.read_table("model_replies")["reason"].isin(PASSING).any())


def take_types(job: EventJob, language_of_notes: DataFrame[NoteLanguage]) -> DataFrame[NoteLanguage]:
    """The notes' types with those that the model said, where it was asked for them."""
    said = job.store.read_table("model_types").set_index("note_id")["note_type"]
    named = language_of_notes["note_id"].isin(said.index)
    types = language_of_notes["note_id"].map(said).astype("str").fillna(language_of_notes["note_type"])
    bases = language_of_notes["type_basis"].mask(named, "model")
    return check_table(NoteLanguage, language_of_notes.assign(note_type=types, type_basis=bases))


def make_fingerprint(job: EventJob) -> str:
    """Of everything the reports depend on; the model's replies are known only when it has been asked."""
    said = [job.store.hash_input(f"model_{name}") for name in ("themes", "codings", "sentences", "types")]
    return hash_bytes(part.encode() for part in (job.fingerprint, *said))[:16]


def say_method(job: EventJob) -> list[str]:
    """What the model did and where it ran, for the report's section on method."""
    if not asks_about_notes(job.settings.model):
        return []
    return say_model(
        job.store.read_table("model_replies"),
        job.store.read_table("model_codings"),
        job.store.read_table("model_sentences"),
        job.store.read_table("model_types"),
        job.settings.model,
    )


@dataclass(frozen=True)
class Matching:
    """What came of asking which themes of a series are the same."""

    matches: DataFrame[ModelMatches]
    replies: DataFrame[ModelReplies]
    said: str  # what the model did and where it ran, for the report


def match_series(
    job: SeriesJob, tables: SeriesTables, events: Sequence[EventTables], codes: Sequence[FrameworkCode]
) -> Matching:
    """Ask which themes of a series are the same, and hold what the model says to the series.

    Raises:
        SettingsError: If the settings of the model cannot be meant.
    """
    settings = job.settings.model
    check_model(settings)
    if leaves := say_what_series_leaves(settings):
        job.tell(leaves)
    job.tell("the language model looks for themes that are the same")
    listed = list_to_match(tables, events, codes)
    masked = {
        name: mask_texts(listed[name].tolist(), job.settings.privacy) for name in ("title", "definition")
    }
    shown = check_table(ThemesToMatch, listed.assign(**masked))
    pairs, replies = match_themes(shown, job.workspace.cache / "model", settings, job.refresh)
    matches = take_matches(pairs, tables, events, job.files.decisions)
    said = say_matching(len(matches), len(shown), replies, settings) if len(replies) else ""
    job.notices.extend(filter(None, [say_unmatched(replies, settings)]))
    return Matching(matches, replies, said)
