"""Documents → event, sources, ledger, questions, notes; survey answers, figures, roster, targets."""

import dataclasses

from pipeline.flow.job import EventJob
from pipeline.ingest import EVENT_FILE, read_event
from pipeline.privacy import read_roster
from pipeline.series.targets import read_targets
from pipeline.tables import Roster, table_of


def ingest(job: EventJob) -> None:
    """Read what people gave us."""
    found = read_event(job.documents, job.settings.ingest)
    for field in dataclasses.fields(found):
        job.store.write_table(field.name, getattr(found, field.name))
    names = read_roster(found.ledger, found.notes)
    job.store.write_table("roster", table_of(Roster, [{"name": name} for name in names]))
    given = [dict(entry) for entry in job.documents.facts.targets]
    job.store.write_table("targets", read_targets(given, f"{job.name}/{EVENT_FILE}"))
