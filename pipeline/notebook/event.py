"""A finished event, for notebooks: what is near what in it, and what if.

Nothing that is asked here is kept, or changes what a run has written.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd
from bertopic import BERTopic
from matplotlib.axes import Axes
from pandera.typing.pandas import DataFrame

from pipeline.agreement import compare_sortings, find_coded, read_sorted
from pipeline.agreement.groupings import count_moves, measure_rand
from pipeline.agreement.sortings import MEANING, Comparison, say_matching, say_moves
from pipeline.embedding import make_embedder
from pipeline.errors import SourceError, TableError
from pipeline.flow.runner import run_events
from pipeline.keeping.store import Workspace
from pipeline.notebook.finished import FinishedEvent
from pipeline.notebook.series import show_figure
from pipeline.report.event.appendix import chart_kinds
from pipeline.report.event.facts import Question, ReportWords, gather_event
from pipeline.report.event.note_map import draw_map, lay_out_notes
from pipeline.settings import AgreementSettings, EmbeddingSettings, ThemeSettings
from pipeline.tables import SEPARATOR, Codings, EventTables, SourceTables, Themes
from pipeline.tables.notes import Vectors
from pipeline.themes.codebook import load_codebook
from pipeline.themes.discover import discover_themes
from pipeline.themes.found import say_codebook_fit, take_types
from pipeline.themes.group import find_centres
from pipeline.themes.model import QuestionNotes, fit_themes, take_question
from pipeline.themes.name.titles import order_shown
from pipeline.themes.strength import measure_closeness, measure_stability

S = TypeVar("S", ThemeSettings, EmbeddingSettings, AgreementSettings)

# Why there is no figure, and what to do.
_FEW_THEMES = "it has one theme, or too few notes", "Take a question with several themes."


@dataclass(frozen=True)
class Draft:
    """A draft made anew beside the one that is kept, before anybody decided anything."""

    codings: DataFrame[Codings]  # one row per note: its theme, strength, and why
    themes: DataFrame[Themes]
    codebook_fit: str  # how well its codebook fits, in a sentence or two


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
        """Why each note is in a theme: how clearly, the nearest notes of the theme, themes nearly as near.

        Raises:
            SourceError: If there is no such theme.
        """
        if theme_id not in set(self.themes["theme_id"]):
            raise SourceError("there is no such theme", where=theme_id, remedy="Take one of event.themes.")
        words = dict(zip(self.safe_notes["note_id"], self.safe_notes["words"], strict=True))
        titles = dict(zip(self.themes["theme_id"], self.themes["title"], strict=True))
        inside = self.codings[self.codings["theme_id"] == theme_id].sort_values("strength", kind="stable")
        return pd.DataFrame(
            {
                "words": inside["note_id"].map(words),
                "strength": inside["strength"],
                "weak": inside["weak"],
                "raised_once": inside["raised_once"],
                "nearest": [_look_up(ids, words) for ids in inside["nearest"]],
                "also_near": [_look_up(ids, titles) for ids in inside["other_themes"]],
            }
        ).reset_index(drop=True)

    def topic_model(self, question_id: str) -> BERTopic:
        """BERTopic fitted on the themes of a question, with all its plots and methods.

        Its topics are the themes, numbered by size; `custom_labels=True` shows their titles.
        """
        return self._fit(question_id)[1]

    def pair_themes(self, question_id: str) -> pd.DataFrame:
        """Each pair of a question's themes with their similarity (-1 to 1), those most alike first.

        The cosine of their centres, as the notes were grouped: what all notes share is taken off, so that 0
        says that two themes have no more in common than any two of the question.
        """
        _, model = self._fit(question_id)
        centres = find_centres(model.umap_model.embedding_, model.hdbscan_model.labels_)
        alike = centres @ centres.T
        titles = self._themes_of(question_id)["title"].tolist()
        pairs = [
            {"theme": titles[one], "other": titles[other], "similarity": round(float(alike[one, other]), 3)}
            for one in range(len(titles))
            for other in range(one + 1, len(titles))
        ]
        found = pd.DataFrame(pairs, columns=["theme", "other", "similarity"])
        return found.sort_values("similarity", ascending=False, kind="stable", ignore_index=True)

    def lay_out(self, question_id: str) -> pd.DataFrame:
        """Each note of a question with its place on the report's map: words, theme, x and y."""
        part, model = self._fit(question_id)
        titles, labels = self._themes_of(question_id)["title"], model.hdbscan_model.labels_
        places = np.zeros((len(part.notes), 2))
        if len(titles) > 1:
            places, _ = lay_out_notes(part.vectors.astype(np.float64), labels.astype(np.intp))
        shown = {"words": part.notes["words"].tolist(), "theme": titles.iloc[labels].tolist()}
        return pd.DataFrame({**shown, "x": places[:, 0], "y": places[:, 1]})

    def plot_themes(self, question_id: str = "", axes: Axes | None = None) -> Axes:
        """The report's figure of a question, on axes of one's own if one likes: notes per theme, by kind.

        Where no question is named, of the one with most notes.
        """
        question_id = question_id or str(self.codings["question_id"].mode()[0])
        return show_figure(chart_kinds(self._part(question_id)), question_id, _FEW_THEMES, axes)

    def plot_map(self, question_id: str, axes: Axes | None = None) -> Axes:
        """The report's map of a question's notes."""
        rows = {note_id: row for row, note_id in enumerate(self.safe_notes["note_id"])}
        figure = draw_map(self._part(question_id), rows, self.vectors)
        return show_figure(figure, question_id, _FEW_THEMES, axes)

    def stability(self, question_id: str) -> pd.DataFrame:
        """How much of each theme is still together when notes are left out (0 to 1), and how alike it is."""
        _, model = self._fit(question_id)
        mixed, labels = model.umap_model.embedding_, model.hdbscan_model.labels_
        overlap = measure_stability(mixed, labels, self._settings("themes", ThemeSettings))
        closeness = measure_closeness(mixed, labels)
        themes = self._themes_of(question_id)[["theme_id", "title", "notes", "stability"]]
        return themes.assign(overlap=np.round(overlap, 2), closeness=np.round(closeness, 2))

    def try_numbers(self, question_id: str, numbers: Sequence[int]) -> pd.DataFrame:
        """What other numbers of themes would give, beside the themes the notes have.

        Args:
            numbers: Themes to look for among the notes that no heading sorts.

        Returns:
            One row per number: themes there would be, those of headings and "Other points" among them, notes
            in the smallest and largest, how many notes would move, how alike the two sortings are (ARI, 1 for
            the same) and the mean overlap of its themes when notes are left out (0 to 1).
        """
        settings, (_, model) = self._settings("themes", ThemeSettings), self._fit(question_id)
        mixed, present = model.umap_model.embedding_, model.hdbscan_model.labels_.tolist()
        rows = []
        for number in numbers:
            codings = self.draft_again(number).codings
            labels = pd.factorize(codings.loc[codings["question_id"] == question_id, "theme_id"])[0]
            sizes, other = np.bincount(labels), labels.tolist()
            rows.append(
                {
                    "asked": number,
                    "themes": len(sizes),
                    "smallest": int(sizes.min()),
                    "largest": int(sizes.max()),
                    "notes_to_move": count_moves(present, other),
                    "ari": round(measure_rand(present, other), 2),
                    "overlap": round(float(measure_stability(mixed, labels, settings).mean()), 2),
                }
            )
        return pd.DataFrame(rows)

    def try_codebooks(self, names: Sequence[str]) -> pd.DataFrame:
        """What codebooks would call the same themes: a codebook never decides which notes are together.

        Returns:
            One row per theme: its notes, its title in people's own words, and by codebook the title of the
            code that names it; empty where none does.
        """
        own = self.draft_again(codebook="")
        members = own.codings.drop_duplicates("theme_id")  # one note of each leads to it in every draft
        found = own.themes.set_index("theme_id")[["question_id", "notes", "title"]]
        for name in names:
            draft = self.draft_again(codebook=name)
            named = draft.themes["title"].where(draft.themes["basis"] == "codebook", "")
            titles = dict(zip(draft.themes["theme_id"], named, strict=True))
            given = draft.codings.loc[members.index, "theme_id"].map(titles)
            found = found.assign(**{name: pd.Series(given.tolist(), index=members["theme_id"])})
        return found.rename(columns={"title": "own words"}).reset_index(drop=True)

    def draft_again(self, number: int | None = None, codebook: str | None = None) -> Draft:
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
            settings
            if number is None
            else replace(settings, most_themes=number, themes_per_root=float(number)),
        )
        themes = order_shown(themes, codings, self.safe_notes, self.vectors, self._embed)
        return Draft(codings, themes, say_codebook_fit(themes, chosen)[""])

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
        """What the report says on a question, its figures among it."""
        tables = EventTables(
            self.about,
            self.questions,
            self.safe_notes,
            take_types(self.language, self.coded_notes),
            self.differences,
            self.codings,
            self.themes,
            self.vectors,
            self.summary_points,
            self.summary_themes,
        )
        found = SourceTables(self.sources, self.ledger, self.notes)
        for part in gather_event(tables, found, ReportWords("", {}, {}), "").questions:
            if part.question_id == question_id:
                return part
        raise SourceError(
            "there is no such question", where=question_id, remedy="Take one of event.questions."
        )

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


def _look_up(ids: str, words: dict[str, str]) -> str:
    """The words of joined ids, joined as they were."""
    return SEPARATOR.join(words[one] for one in ids.split(SEPARATOR) if one in words)
