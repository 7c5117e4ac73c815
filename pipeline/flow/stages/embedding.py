"""Safe notes → vectors."""

from collections.abc import Callable, Sequence

from pipeline.embedding import make_embedder
from pipeline.flow.job import EventJob
from pipeline.settings import EmbeddingSettings
from pipeline.tables import SafeNotes
from pipeline.tables.vectors import Vectors


def embedding(job: EventJob) -> None:
    """Give every note its vector."""
    safe_notes = job.store.read_table("safe_notes", SafeNotes)
    job.store.write_vectors(open_embedder(job)(safe_notes["words"].tolist()))


def open_embedder(
    job: EventJob, settings: EmbeddingSettings | None = None
) -> Callable[[Sequence[str]], Vectors]:
    """Embeds texts as the settings say, and keeps their vectors in the cache of the workspace."""
    chosen = settings or job.settings.embedding
    return make_embedder(chosen, job.workspace.cache, job.notices.append, job.tell, job.each)
