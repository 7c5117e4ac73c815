"""The organisers' own summary beside notes and draft themes → summary points, summary themes."""

from pipeline.agreement import compare_summary, find_points
from pipeline.flow.job import EventJob
from pipeline.flow.shown import read_roster_of
from pipeline.flow.stages.embedding import open_embedder
from pipeline.privacy import mask_texts
from pipeline.tables import Codings, Ledger, Questions, SafeNotes, Sources, Themes


def agreement(job: EventJob) -> None:
    """Say what the notes hold of the summary, and the other way round."""
    read, settings = job.store.read_table, job.settings.agreement
    ledger, sources = read("ledger", Ledger), read("sources", Sources)
    points = find_points(ledger, sources, read("questions", Questions), settings.same_question)
    words = mask_texts([point.words for point in points], job.settings.privacy, read_roster_of(job.store))
    vectors = job.store.read_vectors()
    summary_points, summary_themes = compare_summary(
        points,
        words,
        open_embedder(job)(words) if words else vectors[:0],
        read("safe_notes", SafeNotes),
        vectors,
        read("codings", Codings),
        read("themes", Themes),
        settings,
    )
    job.store.write_table("summary_points", summary_points)
    job.store.write_table("summary_themes", summary_themes)
