"""People's decisions on top of the draft → codings, themes, coded notes, the review workbook, the board."""

from dataclasses import replace

from pipeline.flow.job import EventJob
from pipeline.flow.outcome import keep_last_run
from pipeline.flow.shown import hide_words, read_roster_of, read_shown, read_withheld, refuse_leaks
from pipeline.keeping import open_room
from pipeline.keeping.archive import stamp_files
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
)
from pipeline.review.board import gather_board, write_board
from pipeline.review.workbook.write import write_workbook
from pipeline.themes.found import join_coded_notes
from pipeline.themes.name.titles import order_shown


def review(job: EventJob) -> None:
    """Take up what people decided, and make the next workbook."""
    read, settings = job.store.read_table, job.settings
    notes, vectors = read("notes"), job.store.read_vectors()
    language = read("note_language")
    draft = Draft(notes, read("safe_notes"), vectors, read("draft_codings"), read("draft_themes"))
    reviews = read_reviews(job.documents.workbooks, job.name, notes)
    words = read_withheld(job.store)
    embed = job.open_embedder()
    replayed = replay_reviews(draft, reviews, embed, settings.review)
    codings = rebuild_codings(replayed)
    shown = show_notes(
        notes,
        read("privacy_flags"),
        read("figures"),
        settings.privacy,
        replayed.names_allowed,
        replayed.names_hidden,
        read_roster_of(job.store),
    )
    described = {}
    if replayed.changed:  # else nobody waits for BERTopic
        described = open_room("pipeline.themes.model:describe_themes")(
            codings, language, vectors, replayed.changed, settings.themes.key_points
        )
    found = finish_review(reviews, replayed, codings, shown, described)
    themes = hide_words("themes", found.themes, words)
    found = replace(found, themes=order_shown(themes, found.codings, shown, vectors, embed))
    if take_types := job.open_model("take_types"):
        language = take_types(job, language)
    coded = join_coded_notes(notes, apply_note_types(language, replayed), found.codings, found.themes)
    keep_last_run(job.workspace, job.store, coded, found.themes)
    job.store.write_table("decisions", found.decisions)
    job.store.write_table("conflicts", found.conflicts)
    job.store.write_table("reviewer_agreements", found.agreements)
    job.store.write_table("shown_notes", found.shown)
    job.store.write_table("codings", found.codings)
    job.store.write_table("themes", found.themes)
    job.store.write_table("coded_notes", coded)
    contents = gather_contents(
        read_shown(job.store, "event", settings.privacy),
        read_shown(job.store, "questions", settings.privacy),
        found,
        order_notes(found.codings, vectors, settings.review.listed_notes),
        settings.report.clear_strength,
    )
    board = gather_board(contents, found, vectors)
    files = {"review.xlsx": write_workbook(contents), "board.html": write_board(board)}
    files = stamp_files(files, job.fingerprint)
    refuse_leaks(files, words, job.name)
    job.store.write_reports(files)
