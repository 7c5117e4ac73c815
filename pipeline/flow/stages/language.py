"""Safe notes → terms and note types."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor

from pipeline.flow.job import EventJob
from pipeline.flow.stages.embedding import open_embedder
from pipeline.language import find_differences, prepare_language, read_language
from pipeline.tables import SafeNotes


def language(job: EventJob) -> None:
    """Read the words of every note."""
    safe_notes = job.store.read_table("safe_notes", SafeNotes)
    job.store.write_table("differences", find_differences(safe_notes))
    # Note types were fitted on the model that comes with the pipeline, whatever model the user named.
    own = dataclasses.replace(job.settings.embedding, model="")
    with ThreadPoolExecutor(1) as beside:  # spaCy is loaded while the model works
        beside.submit(prepare_language, job.settings.language)
        vectors = open_embedder(job, own)(safe_notes["words"].tolist())
    read = read_language(safe_notes, vectors, job.settings.language, job.tell, job.each)
    del vectors  # of a million notes 1.5 GB, while the table is written
    job.store.write_table("note_language", read)
