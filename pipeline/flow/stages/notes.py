"""Documents → event, sources, ledger, questions, notes; notes → safe notes; safe notes → vectors."""

import dataclasses

from pipeline.flow.job import EventJob
from pipeline.flow.shown import place_withheld, read_roster_of
from pipeline.ingest import EVENT_FILE, read_event
from pipeline.privacy import find_personal_details, mask_notes, read_roster
from pipeline.review.replay.carry import list_words
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


def privacy(job: EventJob) -> None:
    """Find personal details and what people keep out of print; mask both before any later stage sees them."""
    notes = job.store.read_table("notes")
    withheld = place_withheld(job, notes)
    cells: dict[str, tuple[str, ...]] = {}
    for note_id, value in zip(withheld["note_id"], withheld["value"], strict=True):
        cells[note_id] = (*cells.get(note_id, ()), value)
    roster = read_roster_of(job.store)
    flags = find_personal_details(notes, cells, list_words(withheld), roster)
    job.store.write_table("withheld", withheld)
    job.store.write_table("privacy_flags", flags)
    job.store.write_table("safe_notes", mask_notes(notes, flags, job.settings.privacy, roster))


def embedding(job: EventJob) -> None:
    """Give every note its vector."""
    safe_notes = job.store.read_table("safe_notes")
    job.store.write_vectors(job.open_embedder()(safe_notes["words"].tolist()))
