"""The organisers' own summary beside the notes → summary points; all tables → reports and figures."""

from pandera.typing.pandas import DataFrame

from pipeline.agreement import compare_summary, find_points
from pipeline.flow.job import EventJob
from pipeline.flow.shown import read_roster_of, read_shown, read_withheld, refuse_leaks
from pipeline.keeping.archive import stamp_files
from pipeline.privacy import hide_tables, mask_texts
from pipeline.report.event.facts import ReportWords
from pipeline.report.event.organisers import OrganiserLine, find_organiser_lines
from pipeline.report.render import render_reports
from pipeline.review import count_held, say_review, say_theme_reviews
from pipeline.tables import EventTables, Ledger, Questions, SourceTables
from pipeline.themes.found import say_codebook_fit, say_sampled, take_types
from pipeline.wording.withheld import find_anywhere


def agreement(job: EventJob) -> None:
    """Say what the notes hold of the summary, and the other way round."""
    read, settings = job.store.read_table, job.settings.agreement
    ledger, sources = read("ledger"), read("sources")
    points = find_points(ledger, sources, read("questions"), settings.same_question)
    words = mask_texts([point.words for point in points], job.settings.privacy, read_roster_of(job.store))
    vectors = job.store.read_vectors()
    summary_points, summary_themes = compare_summary(
        points,
        words,
        job.open_embedder()(words) if words else vectors[:0],
        read("safe_notes"),
        vectors,
        read("codings"),
        read("themes"),
        settings,
    )
    job.store.write_table("summary_points", summary_points)
    job.store.write_table("summary_themes", summary_themes)


def report(job: EventJob) -> None:
    """Write what people read."""
    read = job.store.read_table
    decisions = read("decisions")
    language = take_types(read("note_language"), read("coded_notes"))
    shown = read("shown_notes")
    questions = read_shown(job.store, "questions", job.settings.privacy)
    tables = EventTables(
        event=read_shown(job.store, "event", job.settings.privacy),
        questions=hide_tables(questions, shown, job.settings.privacy),
        safe_notes=shown,
        language=language,
        differences=read("differences"),
        codings=read("codings"),
        themes=read("themes"),
        vectors=job.store.read_vectors(),
        summary_points=read_shown(job.store, "summary_points", job.settings.privacy),
        summary_themes=read("summary_themes"),
    )
    found = SourceTables(read("sources"), read("ledger"), read("notes"))
    make_fingerprint, say_method = job.open_model("make_fingerprint"), job.open_model("say_method")
    words = ReportWords(
        fingerprint=make_fingerprint(job) if make_fingerprint else job.fingerprint,
        codebook_fit=_say_how_found(job, questions),
        theme_reviews=say_theme_reviews(decisions),
        review=say_review(decisions, read("conflicts"), read("reviewer_agreements")),
        decisions=count_held(decisions),
        language_model=say_method(job) if say_method else (),
        organisers=_list_organisers(job, found.ledger),
        rated=len(read("survey_answers")[["source", "question", "scale"]].drop_duplicates()),
    )
    files = stamp_files(
        render_reports(tables, found, words, job.settings.report, job.template), job.fingerprint
    )
    refuse_leaks(files, read_withheld(job.store), job.name)
    job.store.write_reports(files)


def _list_organisers(job: EventJob, ledger: DataFrame[Ledger]) -> list[OrganiserLine]:
    """What the organisers wrote about the event, but for lines with a personal detail or withheld words."""
    lines = find_organiser_lines(ledger)
    masked = mask_texts([line.words for line in lines], job.settings.privacy)
    withheld = read_withheld(job.store)
    return [
        line
        for line, shown in zip(lines, masked, strict=True)
        if shown == line.words and not find_anywhere(line.words, withheld)
    ]


def _say_how_found(job: EventJob, questions: DataFrame[Questions]) -> dict[str, str]:
    """By question: whether its themes were looked for in a sample, and how well the codebook fits."""
    said = say_codebook_fit(job.store.read_table("draft_themes"), job.codebook)
    for question_id, sentence in say_sampled(questions, job.settings.themes).items():
        said[question_id] = " ".join(filter(None, (sentence, said.get(question_id, ""))))
    return said
