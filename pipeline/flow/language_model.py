"""What a language model as second reader changes in the flow: nothing, where there is none.

The room itself is imported only where the settings name one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.flow.job import Job
from pipeline.keeping.store import hash_bytes
from pipeline.settings import ReaderSettings, Settings
from pipeline.tables import (
    Codings,
    EventTables,
    NoteLanguage,
    Notes,
    PrivacyFlags,
    Questions,
    ReaderCodings,
    ReaderMatches,
    ReaderReplies,
    ReaderThemes,
    ReaderTypes,
    SafeNotes,
    Themes,
    ThemesToMatch,
    check_table,
)

if TYPE_CHECKING:
    from pipeline.series import FrameworkCode, SeriesDecisions, SeriesTables

Discover = Callable[..., tuple[DataFrame[Codings], DataFrame[Themes]]]


def draft_themes(job: Job, discover: Discover) -> tuple[DataFrame[Codings], DataFrame[Themes]]:
    """The draft with what a language model proposes; beside it the draft without, to compare.

    Args:
        job: The event.
        discover: Finds the draft themes, with a Proposal or without.
    """
    from pipeline.language_model import Reader, say_trouble, say_what_leaves
    from pipeline.privacy import make_personal_check, mask_texts
    from pipeline.themes import Proposal, make_chance_check, retitle_themes

    questions = job.store.read_table("questions", Questions)
    notes, flags = job.store.read_table("notes", Notes), job.store.read_table("privacy_flags", PrivacyFlags)
    if leaves := say_what_leaves(job.settings.reader):
        job.tell(leaves)
    with Reader(
        check_table(
            Questions,
            questions.assign(question=mask_texts(questions["question"].tolist(), job.settings.privacy)),
        ),
        job.store.read_table("safe_notes", SafeNotes),
        make_personal_check(notes, flags),
        job.workspace.cache / "reader",
        job.settings.reader,
        job.refresh_reader,
        job.tell,
        make_chance_check(notes["note_id"].tolist(), job.store.read_vectors()),
    ) as reader:
        proposal = Proposal(*reader.sort_notes())
        codings, found = discover(proposal=proposal)
        titles = reader.title_themes(codings, found)
        types = reader.type_notes()
        replies = reader.list_replies()
    job.store.write_table("default_codings", discover()[0])
    job.store.write_table("reader_themes", pd.concat([proposal.themes, titles]))
    job.store.write_table("reader_codings", proposal.codings)
    job.store.write_table("reader_types", types)
    job.store.write_table("reader_replies", replies)
    job.notices.extend(filter(None, [say_trouble(replies, job.settings.reader)]))
    return codings, retitle_themes(found, titles)


def take_types(job: Job, language_of_notes: DataFrame[NoteLanguage]) -> DataFrame[NoteLanguage]:
    """The notes' types with those that a language model said, where it was asked for them."""
    if job.settings.reader.kind == "none":
        return language_of_notes
    said = job.store.read_table("reader_types", ReaderTypes)
    chosen = dict(zip(said["note_id"], said["note_type"], strict=True))
    types = [
        chosen.get(note_id, kind)
        for note_id, kind in zip(language_of_notes["note_id"], language_of_notes["note_type"], strict=True)
    ]
    return check_table(NoteLanguage, language_of_notes.assign(note_type=types))


def make_fingerprint(job: Job) -> str:
    """Of everything the reports depend on; a model's replies are known only when it has been asked."""
    if job.settings.reader.kind == "none":
        return job.fingerprint
    said = [job.store.hash_input(f"reader_{name}") for name in ("themes", "codings", "types")]
    return hash_bytes(part.encode() for part in (job.fingerprint, *said))[:16]


@dataclass(frozen=True)
class Matching:
    """What came of asking a language model which themes of a series are the same.

    Attributes:
        matches: The pairs to decide on.
        replies: What became of each request.
        said: What it did and where it ran, for the report.
        notices: What went wrong.
    """

    matches: DataFrame[ReaderMatches]
    replies: DataFrame[ReaderReplies]
    said: str
    notices: tuple[str, ...]


def asks_matches(settings: ReaderSettings) -> bool:
    """Whether a language model is asked which themes of a series are the same."""
    return settings.kind != "none" and "matches" in settings.tasks


def match_series(
    tables: SeriesTables,
    events: Sequence[EventTables],
    codes: Sequence[FrameworkCode],
    decisions: SeriesDecisions,
    cache: Path,
    settings: Settings,
    refresh: bool,
    tell: Callable[[str], None],
) -> Matching:
    """Ask a language model which themes of a series are the same, and hold what it says to the series.

    Args:
        tables: The series as it is without the model.
        events: The events it was made from.
        codes: The codes of the framework.
        decisions: What people decided; it wins.
        cache: The cache of the workspace.
        settings: All settings.
        refresh: Whether to ask anew for what is known.
        tell: Told what is being done, and what leaves this computer.

    Raises:
        SettingsError: If the settings of the reader cannot be meant.
    """
    from pipeline.language_model import (
        check_reader,
        match_themes,
        say_matching,
        say_unmatched,
        say_what_series_leaves,
    )
    from pipeline.privacy import mask_texts
    from pipeline.series import list_to_match, take_matches

    check_reader(settings.reader)
    if leaves := say_what_series_leaves(settings.reader):
        tell(leaves)
    tell("the language model looks for themes that are the same")
    listed = list_to_match(tables, events, codes)
    masked = {name: mask_texts(listed[name].tolist(), settings.privacy) for name in ("title", "definition")}
    shown = check_table(ThemesToMatch, listed.assign(**masked))
    pairs, replies = match_themes(shown, cache / "reader", settings.reader, refresh)
    matches = take_matches(pairs, tables, events, decisions)
    said = say_matching(len(matches), len(shown), replies, settings.reader) if len(replies) else ""
    notices = tuple(filter(None, [say_unmatched(replies, settings.reader)]))
    return Matching(matches, replies, said, notices)


def say_method(job: Job) -> list[str]:
    """What the model did and where it ran, for the report's section on method."""
    if job.settings.reader.kind == "none":
        return []
    from pipeline.language_model import reads_notes, say_reader

    if not reads_notes(job.settings.reader):
        return []
    return say_reader(
        job.store.read_table("reader_replies", ReaderReplies),
        job.store.read_table("reader_codings", ReaderCodings),
        job.store.read_table("reader_themes", ReaderThemes),
        job.store.read_table("reader_types", ReaderTypes),
        job.settings.reader,
    )
