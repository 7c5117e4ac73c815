"""Safe notes, vectors, terms → codings and themes as a first draft."""

from functools import partial

from pipeline.flow.job import EventJob
from pipeline.flow.stages.embedding import open_embedder
from pipeline.tables import NoteLanguage, Questions, SafeNotes
from pipeline.themes.discover import discover_themes
from pipeline.themes.name.shown import order_shown


def themes(job: EventJob) -> None:
    """Sort the notes of every question into draft themes."""
    safe_notes, vectors = job.store.read_table("safe_notes", SafeNotes), job.store.read_vectors()
    embed = open_embedder(job)
    discover = partial(
        discover_themes,
        job.store.read_table("questions", Questions),
        safe_notes,
        vectors,
        job.store.read_table("note_language", NoteLanguage),
        job.codebook,
        embed,
        job.settings.themes,
    )
    propose = job.open_model("draft_themes")
    codings, found = propose(job, discover) if propose else discover()
    job.store.write_table("draft_codings", codings)
    job.store.write_table("draft_themes", order_shown(found, codings, safe_notes, vectors, embed))
