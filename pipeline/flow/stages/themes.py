"""Safe notes → terms and note types → codings and themes as a first draft."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from pipeline.flow.job import EventJob
from pipeline.language import find_differences, prepare_language, read_language
from pipeline.themes.discover import discover_themes
from pipeline.themes.name.titles import order_shown


def language(job: EventJob) -> None:
    """Read the words of every note."""
    safe_notes = job.store.read_table("safe_notes")
    job.store.write_table("differences", find_differences(safe_notes))
    # Note types were fitted on the model that comes with the pipeline, whatever model the user named.
    own = dataclasses.replace(job.settings.embedding, model="")
    with ThreadPoolExecutor(1) as beside:  # spaCy is loaded while the model works
        beside.submit(prepare_language, job.settings.language)
        vectors = job.open_embedder(own)(safe_notes["words"].tolist())
    questions = job.store.read_table("questions")
    asked = dict(zip(questions["question_id"], questions["question"], strict=True))
    read = read_language(safe_notes, vectors, job.settings.language, job.tell, job.each, asked)
    del vectors  # of a million notes 1.5 GB, while the table is written
    job.store.write_table("note_language", read)


def themes(job: EventJob) -> None:
    """Sort the notes of every question into draft themes."""
    safe_notes, vectors = job.store.read_table("safe_notes"), job.store.read_vectors()
    embed = job.open_embedder()
    discover = partial(
        discover_themes,
        job.store.read_table("questions"),
        safe_notes,
        vectors,
        job.store.read_table("note_language"),
        job.codebook,
        embed,
        job.settings.themes,
    )
    propose = job.open_model("draft_themes")
    codings, found = propose(job, discover) if propose else discover()
    job.store.write_table("draft_codings", codings)
    job.store.write_table("draft_themes", order_shown(found, codings, safe_notes, vectors, embed))
