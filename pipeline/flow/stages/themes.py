"""Safe notes, vectors, terms → codings and themes as a first draft."""

from functools import partial

from pipeline.flow.job import EventJob
from pipeline.flow.stages.embedding import open_embedder
from pipeline.tables import NoteLanguage, Questions, SafeNotes
from pipeline.themes.discover import discover_themes


def themes(job: EventJob) -> None:
    """Sort the notes of every question into draft themes."""
    discover = partial(
        discover_themes,
        job.store.read_table("questions", Questions),
        job.store.read_table("safe_notes", SafeNotes),
        job.store.read_vectors(),
        job.store.read_table("note_language", NoteLanguage),
        job.codebook,
        open_embedder(job),
        job.settings.themes,
    )
    propose = job.open_model("draft_themes")
    codings, found = propose(job, discover) if propose else discover()
    job.store.write_table("draft_codings", codings)
    job.store.write_table("draft_themes", found)
