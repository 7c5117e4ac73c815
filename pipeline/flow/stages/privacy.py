"""Notes → what is withheld, privacy flags, safe notes."""

from pipeline.flow.job import EventJob
from pipeline.flow.shown import read_roster_of
from pipeline.flow.withheld import place_withheld
from pipeline.privacy import find_personal_details, mask_notes
from pipeline.review.withheld import list_words
from pipeline.tables import Notes


def privacy(job: EventJob) -> None:
    """Find personal details and what people keep out of print; mask both before any later stage sees them."""
    notes = job.store.read_table("notes", Notes)
    withheld = place_withheld(job, notes)
    cells: dict[str, tuple[str, ...]] = {}
    for note_id, value in zip(withheld["note_id"], withheld["value"], strict=True):
        cells[note_id] = (*cells.get(note_id, ()), value)
    roster = read_roster_of(job.store)
    flags = find_personal_details(notes, cells, list_words(withheld), roster)
    job.store.write_table("withheld", withheld)
    job.store.write_table("privacy_flags", flags)
    job.store.write_table("safe_notes", mask_notes(notes, flags, job.settings.privacy, roster))
