"""A finished event, for notebooks: what is near what in it, and what if."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import pandas as pd
from bertopic import BERTopic
from matplotlib.axes import Axes
from pandera.typing.pandas import DataFrame

from pipeline.agreement import compare_sortings, find_coded, read_sorted
from pipeline.agreement.sortings import MEANING, Comparison, say_matching, say_moves
from pipeline.embedding import make_embedder
from pipeline.errors import SourceError, TableError
from pipeline.flow.runner import run_events
from pipeline.keeping.store import Workspace
from pipeline.notebook import explore, plots
from pipeline.notebook.finished import FinishedEvent
from pipeline.report.event.appendix import chart_kinds
from pipeline.report.event.facts import Question
from pipeline.report.event.note_map import draw_map
from pipeline.settings import AgreementSettings, EmbeddingSettings, ThemeSettings
from pipeline.tables import Themes
from pipeline.tables.notes import Vectors
from pipeline.themes.codebook import load_codebook
from pipeline.themes.discover import discover_themes
from pipeline.themes.found import say_codebook_fit
from pipeline.themes.model import QuestionNotes, fit_themes, take_question
from pipeline.themes.name.titles import order_shown

S = TypeVar("S", ThemeSettings, EmbeddingSettings, AgreementSettings)


def run(source: str | Path, workspace: str | Path = ".") -> Event:
    """Run the flow for one write-up and open what came of it; what was left out is a warning.

    Args:
        source: A file, or a folder that holds the documents of one event.

    Raises:
        PipelineError: If nothing could be made of it; says why and what to do.
    """
    place = Workspace(Path(workspace))
    with place.occupied():
        (outcome,) = run_events([Path(source)], place, None, lambda step: None)
    if outcome.error is not None:
        raise outcome.error
    for problem in outcome.problems:
        warnings.warn(problem, stacklevel=2)
    return Event(outcome.event_id, place.root)


def load_event(event_id: str, workspace: str | Path = ".") -> Event:
    """Open an event that has been run.

    Raises:
        SourceError: If there is no such event.
    """
    return Event(event_id, Path(workspace))


class Event(FinishedEvent):
    """An event that has been run: its tables, what is near what in it, and what if."""

    def explain(self, theme_id: str) -> pd.DataFrame:
        """Why each note is in a theme: how clearly, the nearest notes of the theme, themes nearly as near."""
        return explore.explain_theme(theme_id, self.safe_notes, self.codings, self.themes)

    def topic_model(self, question_id: str) -> BERTopic:
        """BERTopic fitted on the themes of a question, with all its plots and methods.

        Its topics are the themes, numbered by size; `custom_labels=True` shows their titles.
        """
        return self._fit(question_id)[1]

    def pair_themes(self, question_id: str) -> pd.DataFrame:
        """Each pair of a question's themes with their similarity (-1 to 1), those most alike first."""
        return explore.pair_themes(self._question(question_id))

    def lay_out(self, question_id: str) -> pd.DataFrame:
        """Each note of a question with its place on a map: words, theme, x and y."""
        return explore.lay_out_question(self._question(question_id))

    def plot_themes(self, question_id: str = "", axes: Axes | None = None) -> Axes:
        """The report's figure of a question, on axes of one's own if one likes: notes per theme, by kind.

        Where no question is named, of the one with most notes.
        """
        question_id = question_id or str(self.codings["question_id"].mode()[0])
        return plots.show_figure(chart_kinds(self._part(question_id)), question_id, plots.FEW_THEMES, axes)

    def plot_map(self, question_id: str, axes: Axes | None = None) -> Axes:
        """The report's map of a question's notes."""
        rows = {note_id: row for row, note_id in enumerate(self.safe_notes["note_id"])}
        figure = draw_map(self._part(question_id), rows, self.vectors)
        return plots.show_figure(figure, question_id, plots.FEW_THEMES, axes)

    def stability(self, question_id: str) -> pd.DataFrame:
        """How much of each theme is still together when notes are left out (0 to 1)."""
        return explore.measure_themes(self._question(question_id), self._settings("themes", ThemeSettings))

    def try_numbers(self, question_id: str, numbers: Sequence[int]) -> pd.DataFrame:
        """What other numbers of themes would give: one row per number (see explore.try_numbers)."""
        settings, question = self._settings("themes", ThemeSettings), self._question(question_id)
        drafts = {number: self.draft_again(number).codings for number in numbers}
        labels = {
            number: pd.factorize(codings.loc[codings["question_id"] == question_id, "theme_id"])[0]
            for number, codings in drafts.items()
        }
        return explore.try_numbers(question, labels, settings)

    def try_codebooks(self, names: Sequence[str]) -> pd.DataFrame:
        """What codebooks would call the same themes: one row per theme, one column per codebook."""
        drafts = {name: self.draft_again(codebook=name) for name in names}
        return explore.name_beside(self.draft_again(codebook=""), drafts)

    def draft_again(self, number: int | None = None, codebook: str | None = None) -> explore.Draft:
        """A draft with another number of themes or another codebook; nothing of it is kept.

        Titles that event.toml expects are not looked for.

        Args:
            number: Themes to look for in each question among the notes that no heading sorts, or None for as
                many as the run looked for.
            codebook: Its name, "" for none, or None for the one of the run.

        Raises:
            SettingsError: If there is no such codebook.
        """
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
        themes = order_shown(themes, codings, self.safe_notes, self.vectors, self._embed)
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
        draft = read_sorted(find_coded(self._store.tables, self._store.tables))
        settings = self._settings("agreement", AgreementSettings)
        return compare_sortings(draft, read_sorted(Path(sorting)), columns, settings)

    def say_agreement(self, found: Comparison) -> str:
        """A comparison in plain sentences, with what its measures mean."""
        few = self._settings("agreement", AgreementSettings).few_notes
        said = [*say_matching(found, "the sorting"), *say_moves(found, few), "", *MEANING]
        return "\n".join(said)

    def _question(self, question_id: str) -> explore.Question:
        part, model = self._fit(question_id)
        return explore.Question(
            notes=part.notes,
            vectors=part.vectors,
            mixed=model.umap_model.embedding_,
            themes=self._themes_of(question_id),
            labels=model.hdbscan_model.labels_,
        )

    def _fit(self, question_id: str) -> tuple[QuestionNotes, BERTopic]:
        part = self._take(question_id)
        own = self.codings.loc[self.codings["question_id"] == question_id, "theme_id"]
        return part, fit_themes(part, own.tolist(), self._themes_of(question_id))

    def _take(self, question_id: str) -> QuestionNotes:
        settings = self._settings("themes", ThemeSettings)
        part = take_question(question_id, self.safe_notes, self.vectors, self.language, self._embed, settings)
        if part is None:
            raise SourceError(
                "there is no question with notes of this id",
                where=question_id,
                remedy="Take one of event.questions.",
            )
        return part

    def _part(self, question_id: str) -> Question:
        return plots.find_question(self, question_id)

    def _themes_of(self, question_id: str) -> DataFrame[Themes]:
        own = self.themes[self.themes["question_id"] == question_id]
        return DataFrame[Themes](own.reset_index(drop=True))

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
        settings = self._settings("embedding", EmbeddingSettings)
        return make_embedder(settings, self._workspace.cache)(texts)
