"""What a language model as second reader changes in the flow: nothing, where there is none.

The room itself is imported only where the settings name one.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.flow import Job
from pipeline.store import hash_bytes
from pipeline.tables import (
    Codings,
    NoteLanguage,
    Notes,
    PrivacyFlags,
    Questions,
    ReaderCodings,
    ReaderReplies,
    ReaderThemes,
    ReaderTypes,
    SafeNotes,
    Themes,
    check_table,
)

Discover = Callable[..., tuple[DataFrame[Codings], DataFrame[Themes]]]


def draft_themes(job: Job, discover: Discover) -> tuple[DataFrame[Codings], DataFrame[Themes]]:
    """The draft with what a language model proposes; beside it the draft without, to compare.

    Args:
        job: The event.
        discover: Finds the draft themes, with a Proposal or without.
    """
    from pipeline.privacy import make_personal_check, mask_texts
    from pipeline.reader import Reader, say_trouble, say_what_leaves
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


def say_method(job: Job) -> list[str]:
    """What the model did and where it ran, for the report's section on method."""
    if job.settings.reader.kind == "none":
        return []
    from pipeline.reader import say_reader

    return say_reader(
        job.store.read_table("reader_replies", ReaderReplies),
        job.store.read_table("reader_codings", ReaderCodings),
        job.store.read_table("reader_themes", ReaderThemes),
        job.store.read_table("reader_types", ReaderTypes),
        job.settings.reader,
    )
