"""The whole flow on one screen: read tables, call a room, write tables.

Order and freshness are decided in run.py from what each stage declares here. A stage holds no logic:
what it does is in its room.
"""

from __future__ import annotations

import dataclasses
import functools
from concurrent.futures import ThreadPoolExecutor

from pandera.typing.pandas import DataFrame

from pipeline.flow import language_model as second_reader
from pipeline.flow.job import Embed, Job, Stage
from pipeline.flow.last_run import keep_last_run
from pipeline.keeping.stamp import stamp_files
from pipeline.tables import (
    CodedNotes,
    Codings,
    Conflicts,
    Decisions,
    EventFigures,
    Events,
    EventTables,
    Ledger,
    NoteLanguage,
    Notes,
    PrivacyFlags,
    Questions,
    ReviewerAgreements,
    SafeNotes,
    Sources,
    SourceTables,
    SummaryPoints,
    SummaryThemes,
    Themes,
)

# Rooms are imported by the stage that calls them: a run that finds everything fresh, or fails on its
# first document, never waits for spaCy, scikit-learn, BERTopic or matplotlib.


def ingest(job: Job) -> None:
    """Documents → event, sources, ledger, questions, notes."""
    from pipeline.ingest import EVENT_FILE, RawEvent, read_event
    from pipeline.series.targets import read_targets

    assert isinstance(job.documents, RawEvent)
    found = read_event(job.documents, job.settings.ingest)
    job.store.write_table("event", found.event)
    job.store.write_table("sources", found.sources)
    job.store.write_table("ledger", found.ledger)
    job.store.write_table("questions", found.questions)
    job.store.write_table("notes", found.notes)
    job.store.write_table("survey_answers", found.survey_answers)
    job.store.write_table("figures", found.figures)
    targets = read_targets(
        [dict(entry) for entry in job.documents.facts.targets], f"{job.documents.event_id}/{EVENT_FILE}"
    )
    job.store.write_table("targets", targets)


def privacy(job: Job) -> None:
    """Notes → privacy flags, safe notes."""
    from pipeline.ingest import RawEvent
    from pipeline.privacy import find_personal_details, mask_notes
    from pipeline.review import list_withheld, read_reviews

    assert isinstance(job.documents, RawEvent)
    notes = job.store.read_table("notes", Notes)
    withheld = list_withheld(read_reviews(job.documents.workbooks, job.store.event_id))
    flags = find_personal_details(notes, withheld)
    job.store.write_table("privacy_flags", flags)
    job.store.write_table("safe_notes", mask_notes(notes, flags, job.settings.privacy))


def language(job: Job) -> None:
    """Safe notes → terms and note types."""
    from pipeline.language import prepare_language, read_language

    safe_notes = job.store.read_table("safe_notes", SafeNotes)
    with ThreadPoolExecutor(1) as beside:  # spaCy is loaded while the model works
        beside.submit(prepare_language, job.settings.language)
        vectors = _own_embedder(job)(safe_notes["words"].tolist())
    read = read_language(safe_notes, vectors, job.settings.language, job.tell, job.each)
    job.store.write_table("note_language", read)


def embedding(job: Job) -> None:
    """Safe notes → vectors."""
    safe_notes = job.store.read_table("safe_notes", SafeNotes)
    job.store.write_vectors(_embedder(job)(safe_notes["words"].tolist()))


def themes(job: Job) -> None:
    """Safe notes, vectors, terms → codings and themes as a first draft."""
    from pipeline.themes import Codebook, discover_themes

    assert isinstance(job.codebook, Codebook)
    discover = functools.partial(
        discover_themes,
        job.store.read_table("questions", Questions),
        job.store.read_table("safe_notes", SafeNotes),
        job.store.read_vectors(),
        job.store.read_table("note_language", NoteLanguage),
        job.codebook,
        _embedder(job),
        job.settings.themes,
    )
    alone = job.settings.reader.kind == "none"
    codings, found = discover() if alone else second_reader.draft_themes(job, discover)
    job.store.write_table("draft_codings", codings)
    job.store.write_table("draft_themes", found)


def review(job: Job) -> None:
    """People's decisions on top of the draft → codings, themes, coded notes, the review workbook."""
    from pipeline.ingest import RawEvent
    from pipeline.privacy import show_notes
    from pipeline.review import (
        Draft,
        apply_note_types,
        finish_review,
        gather_contents,
        order_notes,
        read_reviews,
        rebuild_codings,
        replay_reviews,
        write_workbook,
    )
    from pipeline.themes import describe_themes, join_coded_notes

    assert isinstance(job.documents, RawEvent)
    notes = job.store.read_table("notes", Notes)
    flags = job.store.read_table("privacy_flags", PrivacyFlags)
    language_of_notes = job.store.read_table("note_language", NoteLanguage)
    vectors = job.store.read_vectors()
    draft = Draft(
        job.store.event_id,
        notes,
        job.store.read_table("safe_notes", SafeNotes),
        vectors,
        job.store.read_table("draft_codings", Codings),
        job.store.read_table("draft_themes", Themes),
    )
    reviews = read_reviews(job.documents.workbooks, job.store.event_id)
    replayed = replay_reviews(draft, reviews, _embedder(job), job.settings.review)
    codings = rebuild_codings(draft.codings, replayed, vectors)
    figures = job.store.read_table("figures", EventFigures)
    shown = show_notes(
        notes, flags, figures, job.settings.privacy, replayed.names_allowed, replayed.names_hidden
    )
    described = describe_themes(
        codings, language_of_notes, vectors, replayed.changed, job.settings.themes.key_points
    )
    found = finish_review(draft, reviews, replayed, codings, shown, described)
    typed = apply_note_types(second_reader.take_types(job, language_of_notes), replayed)
    coded = join_coded_notes(notes, typed, found.codings, found.themes)
    keep_last_run(job.workspace, job.store, coded, found.themes)
    job.store.write_table("decisions", found.decisions)
    job.store.write_table("conflicts", found.conflicts)
    job.store.write_table("reviewer_agreements", found.agreements)
    job.store.write_table("shown_notes", found.shown)
    job.store.write_table("codings", found.codings)
    job.store.write_table("themes", found.themes)
    job.store.write_table("coded_notes", coded)
    contents = gather_contents(
        job.store.read_table("event", Events),
        job.store.read_table("questions", Questions),
        found,
        order_notes(found.codings, vectors, job.settings.review.listed_notes),
        job.settings.report.clear_strength,
    )
    job.store.write_reports(stamp_files({"review.xlsx": write_workbook(contents)}, job.fingerprint))


def agreement(job: Job) -> None:
    """The organisers' own summary beside notes and draft themes → summary points, summary themes."""
    from pipeline.agreement import compare_summary
    from pipeline.ingest.text.markdown import render_inline
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
    from pipeline.privacy import hide_tables
    from pipeline.report import ReportWords, WordTemplate, render_reports
    from pipeline.review import say_review, say_theme_reviews

    assert job.template is None or isinstance(job.template, WordTemplate)
    read = job.store.read_table
    drafted = read("draft_themes", Themes)
    decisions = read("decisions", Decisions)
    shown = read("shown_notes", SafeNotes)
    note_types = read("coded_notes", CodedNotes)["note_type"]
    tables = EventTables(
        event=read("event", Events),
        questions=hide_tables(read("questions", Questions), shown, job.settings.privacy),
        safe_notes=shown,
        language=DataFrame[NoteLanguage](read("note_language", NoteLanguage).assign(note_type=note_types)),
        codings=read("codings", Codings),
        themes=read("themes", Themes),
        vectors=job.store.read_vectors(),
        summary_points=read("summary_points", SummaryPoints),
        summary_themes=read("summary_themes", SummaryThemes),
    )
    words = ReportWords(
        fingerprint=second_reader.make_fingerprint(job),
        codebook_fit=_say_how_found(job, drafted),
        theme_reviews=say_theme_reviews(decisions),
        review=say_review(
            decisions,
            read("conflicts", Conflicts),
            read("reviewer_agreements", ReviewerAgreements),
        ),
        language_model=second_reader.say_method(job),
    )
    found = SourceTables(read("sources", Sources), read("ledger", Ledger), read("notes", Notes))
    files = render_reports(tables, found, words, job.settings.report, job.template)
    job.store.write_reports(stamp_files(files, job.fingerprint))


FLOW = (
    Stage("ingest", (), ("ingest",), ("documents",), ingest),
    Stage("privacy", ("notes",), ("privacy",), ("withheld",), privacy),
    Stage("language", ("safe_notes",), ("language", "embedding"), (), language),
    Stage("embedding", ("safe_notes",), ("embedding",), (), embedding),
    Stage(
        "themes",
        ("questions", "notes", "privacy_flags", "safe_notes", "note_language", "vectors"),
        ("privacy", "embedding", "themes", "reader"),
        ("codebook",),
        themes,
    ),
    Stage(
        "review",
        (
            "event",
            "questions",
            "figures",
            "notes",
            "privacy_flags",
            "safe_notes",
            "note_language",
            "vectors",
            "draft_codings",
            "draft_themes",
            "reader_types",
        ),
        ("privacy", "embedding", "themes", "reader", "review", "report"),
        ("documents", "fingerprint"),
        review,
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
            "shown_notes",
            "vectors",
            "note_language",
            "coded_notes",
            "decisions",
            "conflicts",
            "reviewer_agreements",
            "draft_themes",
            "codings",
            "themes",
            "summary_points",
            "summary_themes",
            "reader_replies",
            "reader_codings",
            "reader_themes",
            "reader_types",
        ),
        ("privacy", "report", "reader"),
        ("fingerprint",),
        report,
    ),
)


def _say_how_found(job: Job, drafted: DataFrame[Themes]) -> dict[str, str]:
    """By question: whether its themes were looked for in a sample, and how well the codebook fits."""
    from pipeline.themes import Codebook, say_codebook_fit, say_sampled

    assert isinstance(job.codebook, Codebook)
    said = say_codebook_fit(drafted, job.codebook)
    sampled = say_sampled(job.store.read_table("questions", Questions), job.settings.themes)
    return said | {
        question_id: " ".join(filter(None, (sentence, said.get(question_id, ""))))
        for question_id, sentence in sampled.items()
    }


def _embedder(job: Job) -> Embed:
    from pipeline.embedding import make_embedder

    return make_embedder(job.settings.embedding, job.workspace.cache, job.notices.append, job.tell, job.each)


def _own_embedder(job: Job) -> Embed:
    """The model that comes with the pipeline, whatever the user named: note types were fitted on it."""
    from pipeline.embedding import make_embedder

    own = dataclasses.replace(job.settings.embedding, model="")
    return make_embedder(own, job.workspace.cache, job.notices.append, job.tell, job.each)
