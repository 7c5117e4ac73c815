"""The organisers' own summary beside notes and draft themes → summary points, summary themes."""

from pipeline.agreement import compare_summary
from pipeline.flow.job import EventJob
from pipeline.flow.stages.embedding import open_embedder
from pipeline.ingest.text.markdown import render_inline
from pipeline.privacy import mask_texts
from pipeline.tables import Codings, Ledger, Questions, SafeNotes, Sources, Themes


def agreement(job: EventJob) -> None:
    """Say what the notes hold of the summary, and the other way round."""
    points, summary_themes = compare_summary(
        job.store.read_table("ledger", Ledger),
        job.store.read_table("sources", Sources),
        job.store.read_table("questions", Questions),
        job.store.read_table("safe_notes", SafeNotes),
        job.store.read_vectors(),
        job.store.read_table("codings", Codings),
        job.store.read_table("themes", Themes),
        show=lambda text, form: render_inline(text) if form == "markdown" else text.strip(),
        mask=lambda texts: mask_texts(texts, job.settings.privacy),
        embed=open_embedder(job),
        settings=job.settings.agreement,
    )
    job.store.write_table("summary_points", points)
    job.store.write_table("summary_themes", summary_themes)
