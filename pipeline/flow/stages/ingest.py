"""Documents → event, sources, ledger, questions, notes; survey answers, figures, targets."""

import dataclasses

from pipeline.flow.job import EventJob
from pipeline.ingest import EVENT_FILE, read_event
from pipeline.series.targets import read_targets


def ingest(job: EventJob) -> None:
    """Read what people gave us."""
    found = read_event(job.documents, job.settings.ingest)
    for field in dataclasses.fields(found):
        job.store.write_table(field.name, getattr(found, field.name))
    given = [dict(entry) for entry in job.documents.facts.targets]
    job.store.write_table("targets", read_targets(given, f"{job.name}/{EVENT_FILE}"))
