"""A finished event, for notebooks: its tables by name, typed, read when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.errors import SourceError, TableError
from pipeline.keeping.store import EventStore, Vectors, Workspace
from pipeline.notebook import explore
from pipeline.settings import AgreementSettings, EmbeddingSettings, ThemeSettings
from pipeline.tables import (
    CodedNotes,
    Codings,
    Conflicts,
    Decisions,
    Events,
    Ledger,
    NoteLanguage,
    Notes,
    Questions,
    ReviewerAgreements,
    SafeNotes,
    Sources,
    SummaryPoints,
    Themes,
)

if TYPE_CHECKING:
    from bertopic import BERTopic

    from pipeline.agreement.sortings import Comparison

S = TypeVar("S", ThemeSettings, EmbeddingSettings, AgreementSettings)


class Event:
    """The tables of an event that has been run. `event.themes` has one row per theme, and so on.

    Args:
        event_id: The event's slug, as the run showed it.
        workspace: The folder that holds data/ and reports/.

    Raises:
        SourceError: If there is no such event; names those there are.
    """

    def __init__(self, event_id: str, workspace: Path) -> None:
        self.event_id = event_id
        self._workspace = Workspace(workspace)
        self._store = EventStore(self._workspace, event_id)
        if not self._store.read_record():
            processed = workspace / "data" / "processed"
            there = sorted(path.parent.name for path in processed.glob("*/event.parquet"))
            raise SourceError(
                "there is no finished run of this event",
                where=event_id,
                remedy=f"Events here: {', '.join(there)}." if there else "First run: python -m pipeline run",
            )

    def __repr__(self) -> str:
        return f"<event {self.event_id}: {len(self.notes)} notes, {len(self.themes)} themes>"

    @cached_property
    def about(self) -> DataFrame[Events]:
        """One row: title, date, place, series."""
        return self._store.read_table("event", Events)

    @cached_property
    def sources(self) -> DataFrame[Sources]:
        """One row per document."""
        return self._store.read_table("sources", Sources)

    @cached_property
    def ledger(self) -> DataFrame[Ledger]:
        """One row per line of every document."""
        return self._store.read_table("ledger", Ledger)

    @cached_property
    def questions(self) -> DataFrame[Questions]:
        """One row per question."""
        return self._store.read_table("questions", Questions)

    @cached_property
    def notes(self) -> DataFrame[Notes]:
        """One row per note, in its own words."""
        return self._store.read_table("notes", Notes)

    @cached_property
    def safe_notes(self) -> DataFrame[SafeNotes]:
        """One row per note, personal details masked."""
        return self._store.read_table("safe_notes", SafeNotes)

    @cached_property
    def language(self) -> DataFrame[NoteLanguage]:
        """One row per note: its terms and note type."""
        return self._store.read_table("note_language", NoteLanguage)

    @cached_property
    def codings(self) -> DataFrame[Codings]:
        """One row per note: its theme, strength, and why."""
        return self._store.read_table("codings", Codings)

    @cached_property
    def themes(self) -> DataFrame[Themes]:
        """One row per theme of each question."""
        return self._store.read_table("themes", Themes)

    @cached_property
    def decisions(self) -> DataFrame[Decisions]:
        """One row per decision of a person, with what became of it."""
        return self._store.read_table("decisions", Decisions)

    @cached_property
    def conflicts(self) -> DataFrame[Conflicts]:
        """One row per decision or workbook that a person must look at."""
        return self._store.read_table("conflicts", Conflicts)

    @cached_property
    def reviewer_agreements(self) -> DataFrame[ReviewerAgreements]:
        """One row per figure of agreement between reviewers."""
        return self._store.read_table("reviewer_agreements", ReviewerAgreements)

    @cached_property
    def draft_codings(self) -> DataFrame[Codings]:
        """One row per note: its theme before anybody decided anything."""
        return self._store.read_table("draft_codings", Codings)

    @cached_property
    def draft_themes(self) -> DataFrame[Themes]:
        """One row per theme before anybody decided anything."""
        return self._store.read_table("draft_themes", Themes)

    @cached_property
    def coded_notes(self) -> DataFrame[CodedNotes]:
        """One row per note with all that is known of it, in its own words."""
        return self._store.read_table("coded_notes", CodedNotes)

    @cached_property
    def summary_points(self) -> DataFrame[SummaryPoints]:
        """One row per point of the organisers' own summary, with what the notes hold of it."""
        return self._store.read_table("summary_points", SummaryPoints)

    @cached_property
    def vectors(self) -> Vectors:
        """One row per note, in the order of safe_notes."""
        return self._store.read_vectors()

    def explain(self, theme_id: str) -> pd.DataFrame:
        """Why each note is in a theme: how clearly, the nearest notes of the theme, themes nearly as near."""
        return explore.explain_theme(theme_id, self.safe_notes, self.codings, self.themes)

    def fit_topics(self, question_id: str) -> BERTopic:
        """BERTopic fitted on the themes of a question, for its visualisations."""
        from pipeline.themes import fit_question

        self._question(question_id)
        return fit_question(
            question_id, self.safe_notes, self.vectors, self.language, self.codings, self.themes
        )

    def pair_themes(self, question_id: str) -> pd.DataFrame:
        """Each pair of a question's themes with their similarity (-1 to 1), those most alike first."""
        return explore.pair_themes(self._question(question_id))

    def lay_out(self, question_id: str) -> pd.DataFrame:
        """Each note of a question with its place on a map: words, theme, x and y."""
        return explore.lay_out_question(self._question(question_id))

    def stability(self, question_id: str) -> pd.DataFrame:
        """How much of each theme is still together when notes are left out (0 to 1)."""
        return explore.measure_themes(self._question(question_id), self._settings("themes", ThemeSettings))

    def try_numbers(self, question_id: str, numbers: Sequence[int]) -> pd.DataFrame:
        """What other numbers of themes would give: one row per number (see explore.try_numbers)."""
        settings = self._settings("themes", ThemeSettings)
        return explore.try_numbers(self._question(question_id), numbers, settings)

    def try_codebooks(self, names: Sequence[str]) -> pd.DataFrame:
        """What codebooks would call the same themes: one row per theme, one column per codebook."""
        drafts = {name: self.draft_again(codebook=name) for name in names}
        return explore.name_beside(self.draft_again(codebook=""), drafts)

    def draft_again(self, number: int | None = None, codebook: str | None = None) -> explore.Draft:
        """A draft with another number of themes or another codebook; nothing of it is kept.

        Titles that event.toml expects are not looked for.

        Args:
            number: Themes to look for in each question, or None for as many as the run looked for.
            codebook: Its name, "" for none, or None for the one of the run.

        Raises:
            SettingsError: If there is no such codebook.
        """
        from pipeline.themes import discover_themes, load_codebook, say_codebook_fit

        settings = self._settings("themes", ThemeSettings)
        chosen = load_codebook(settings.codebook if codebook is None else codebook, self._workspace.raw)
        codings, themes = discover_themes(
            self.questions,
            self.safe_notes,
            self.vectors,
            self.language,
            chosen,
            self._embed,
            settings if number is None else explore.ask_for(number, settings),
        )
        return explore.Draft(codings, themes, say_codebook_fit(themes, chosen)[""])

    def compare(self, sorting: str | Path, columns: Sequence[str] = ()) -> Comparison:
        """Compare the themes with a person's own sorting of the same notes.

        Args:
            sorting: A CSV file with one row per note (note_id, or source and line, or text) and a column
                theme, or one per person.
            columns: The columns of themes, or none to find them by their names.

        Raises:
            SourceError: If it cannot be read, or is about other notes.
        """
        from pipeline.agreement import compare_sortings, find_coded, read_sorted

        draft = read_sorted(find_coded(self._store.tables, self._store.tables))
        settings = self._settings("agreement", AgreementSettings)
        return compare_sortings(draft, read_sorted(Path(sorting)), columns, settings)

    def say_agreement(self, found: Comparison) -> str:
        """A comparison in plain sentences, with what its measures mean."""
        from pipeline.agreement.terminal import MEANING, say_matching, say_moves

        few = self._settings("agreement", AgreementSettings).few_notes
        said = [*say_matching(found, "the sorting"), *say_moves(found, few), "", *MEANING]
        return "\n".join(said)

    def _question(self, question_id: str) -> explore.Question:
        from pipeline.themes.group.represent import represent_notes

        chosen = (self.safe_notes["question_id"] == question_id).to_numpy()
        if not chosen.any():
            raise SourceError(
                "there is no question with notes of this id",
                where=question_id,
                remedy="Take one of event.questions.",
            )
        notes = DataFrame[SafeNotes](self.safe_notes[chosen].reset_index(drop=True))
        themes = self.themes[self.themes["question_id"] == question_id].reset_index(drop=True)
        rows = {theme_id: row for row, theme_id in enumerate(themes["theme_id"])}
        settings = self._settings("themes", ThemeSettings)
        return explore.Question(
            notes=notes,
            vectors=self.vectors[chosen],
            mixed=represent_notes(notes, self.vectors[chosen], self._embed, settings),
            themes=themes,
            labels=self.codings["theme_id"][chosen].map(rows).to_numpy(dtype="int64"),
        )

    def _settings(self, name: str, section: type[S]) -> S:
        """A section of the settings that the event was run with."""
        try:
            return section(**self._store.read_record()["settings"][name])
        except (KeyError, TypeError):
            raise TableError(
                "it was run with another version of the pipeline",
                where=self.event_id,
                remedy="Run the event again.",
            ) from None

    def _embed(self, texts: Sequence[str]) -> Vectors:
        from pipeline.embedding import make_embedder

        settings = self._settings("embedding", EmbeddingSettings)
        return make_embedder(settings, self._workspace.cache)(texts)
