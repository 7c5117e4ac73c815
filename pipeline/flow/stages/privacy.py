"""Notes → privacy flags, safe notes."""

from pipeline.flow.job import EventJob
from pipeline.ingest import RawEvent
from pipeline.privacy import find_personal_details, mask_notes
from pipeline.review import list_withheld, read_reviews
from pipeline.tables import Notes


def privacy(job: EventJob) -> None:
    """Find personal details, and mask them before any later stage sees them."""
    notes = job.store.read_table("notes", Notes)
    flags = find_personal_details(notes, _list_withheld(job.documents))
    job.store.write_table("privacy_flags", flags)
    job.store.write_table("safe_notes", mask_notes(notes, flags, job.settings.privacy))


def list_withheld_words(documents: RawEvent) -> str:
    """What people keep out of print, as one text: for the fingerprint."""
    withheld = _list_withheld(documents)
    return repr(sorted(withheld.items())) if withheld else ""


def _list_withheld(documents: RawEvent) -> dict[str, tuple[str, ...]]:
    return list_withheld(read_reviews(documents.workbooks, documents.event_id))
