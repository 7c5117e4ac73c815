"""The whole flow on one screen: read tables, call a room, write tables.

Order and freshness are decided in run.py from what each stage declares here. A stage holds no logic:
what it does is in its room.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.settings import Settings
from pipeline.store import EventStore, Vectors, Workspace
from pipeline.tables import (
    Codings,
    Events,
    Ledger,
    NoteLanguage,
    Notes,
    Questions,
    SafeNotes,
    Sources,
    SummaryPoints,
    SummaryThemes,
    Themes,
)

# Rooms are imported by the stage that calls them: a run that finds everything fresh, or fails on its
# first document, never waits for spaCy, scikit-learn, BERTopic or matplotlib.


@dataclass(frozen=True)
class Job:
    """What a stage works with, besides the tables it declares."""

    workspace: Workspace
    store: EventStore
    settings: Settings
    documents: object  # the RawEvent of the ingest room
    codebook: object  # the Codebook of the themes room, with what is expected of this event
    fingerprint: str  # of everything the reports depend on


@dataclass(frozen=True)
class Stage:
    """One step of the flow.

    Attributes:
        name: The room's name.
        reads: Tables it reads; it is run again when one of them has changed.
        settings: Sections of the settings it depends on.
        also: What else it depends on: "documents", "codebook" or "fingerprint" of the Job.
        run: Does the work.
    """

    name: str
    reads: tuple[str, ...]
    settings: tuple[str, ...]
    also: tuple[str, ...]
    run: Callable[[Job], None]


def ingest(job: Job) -> None:
    """Documents → event, sources, ledger, questions, notes."""
    from pipeline.ingest import RawEvent, read_event

    assert isinstance(job.documents, RawEvent)
    found = read_event(job.documents, job.settings.ingest)
    job.store.write_table("event", found.event)
    job.store.write_table("sources", found.sources)
    job.store.write_table("ledger", found.ledger)
    job.store.write_table("questions", found.questions)
    job.store.write_table("notes", found.notes)


def privacy(job: Job) -> None:
    """Notes → privacy flags, safe notes."""
    from pipeline.privacy import find_personal_details, mask_notes

    notes = job.store.read_table("notes", Notes)
    flags = find_personal_details(notes)
    job.store.write_table("privacy_flags", flags)
    job.store.write_table("safe_notes", mask_notes(notes, flags, job.settings.privacy))


def language(job: Job) -> None:
    """Safe notes → terms and note types."""
    from pipeline.language import read_language

    safe_notes = job.store.read_table("safe_notes", SafeNotes)
    vectors = _plain_embedder(job)(safe_notes["words"].tolist())
    job.store.write_table("note_language", read_language(safe_notes, vectors, job.settings.language))


def embedding(job: Job) -> None:
    """Safe notes → vectors."""
    safe_notes = job.store.read_table("safe_notes", SafeNotes)
    job.store.write_vectors(_embedder(job)(safe_notes["words"].tolist()))


def themes(job: Job) -> None:
    """Safe notes, vectors, terms → codings, themes, coded notes."""
    from pipeline.themes import Codebook, discover_themes, join_coded_notes

    assert isinstance(job.codebook, Codebook)
    language_of_notes = job.store.read_table("note_language", NoteLanguage)
    codings, found = discover_themes(
        job.store.read_table("questions", Questions),
        job.store.read_table("safe_notes", SafeNotes),
        job.store.read_vectors(),
        language_of_notes,
        job.codebook,
        _embedder(job),
        job.settings.themes,
    )
    notes = job.store.read_table("notes", Notes)
    job.store.write_table("codings", codings)
    job.store.write_table("themes", found)
    job.store.write_table("coded_notes", join_coded_notes(notes, language_of_notes, codings, found))


def agreement(job: Job) -> None:
    """The organisers' own summary beside notes and draft themes → summary points, summary themes."""
    from pipeline.agreement import compare_summary
    from pipeline.ingest.markdown import render_inline
    from pipeline.privacy import mask_texts

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
        embed=_embedder(job),
        settings=job.settings.agreement,
    )
    job.store.write_table("summary_points", points)
    job.store.write_table("summary_themes", summary_themes)


def report(job: Job) -> None:
    """All tables → reports and figures."""
    from pipeline.report import render_reports
    from pipeline.themes import Codebook, say_codebook_fit

    assert isinstance(job.codebook, Codebook)
    drafted = job.store.read_table("themes", Themes)
    files = render_reports(
        event=job.store.read_table("event", Events),
        sources=job.store.read_table("sources", Sources),
        ledger=job.store.read_table("ledger", Ledger),
        questions=job.store.read_table("questions", Questions),
        notes=job.store.read_table("notes", Notes),
        safe_notes=job.store.read_table("safe_notes", SafeNotes),
        language=job.store.read_table("note_language", NoteLanguage),
        codings=job.store.read_table("codings", Codings),
        themes=drafted,
        summary_points=job.store.read_table("summary_points", SummaryPoints),
        summary_themes=job.store.read_table("summary_themes", SummaryThemes),
        codebook_fit=say_codebook_fit(drafted, job.codebook),
        fingerprint=job.fingerprint,
        settings=job.settings.report,
    )
    job.store.write_reports(files)


FLOW = (
    Stage("ingest", (), ("ingest",), ("documents",), ingest),
    Stage("privacy", ("notes",), ("privacy",), (), privacy),
    Stage("language", ("safe_notes",), ("language", "embedding"), (), language),
    Stage("embedding", ("safe_notes",), ("embedding",), (), embedding),
    Stage(
        "themes",
        ("questions", "notes", "safe_notes", "note_language", "vectors"),
        ("embedding", "themes"),
        ("codebook",),
        themes,
    ),
    Stage(
        "agreement",
        ("ledger", "sources", "questions", "safe_notes", "vectors", "codings", "themes"),
        ("agreement", "privacy", "embedding"),
        (),
        agreement,
    ),
    Stage(
        "report",
        (
            "event",
            "sources",
            "ledger",
            "questions",
            "notes",
            "safe_notes",
            "note_language",
            "codings",
            "themes",
            "summary_points",
            "summary_themes",
        ),
        ("report",),
        ("fingerprint",),
        report,
    ),
)


def _plain_embedder(job: Job) -> Callable[[Sequence[str]], Vectors]:
    """The model that comes with the pipeline, whatever the user named: note types were fitted on it."""
    settings = dataclasses.replace(job.settings.embedding, model="")
    return _embedder(dataclasses.replace(job, settings=dataclasses.replace(job.settings, embedding=settings)))


def _embedder(job: Job) -> Callable[[Sequence[str]], Vectors]:
    from pipeline.embedding import VectorCache, embed_texts, find_model, name_model

    settings = job.settings.embedding
    model = f"{name_model(find_model(settings))}:{settings.longest_text}"
    cache = VectorCache(job.workspace.cache, model)
    return lambda texts: embed_texts(list(texts), settings, cache)
