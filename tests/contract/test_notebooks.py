"""Each notebook runs, and carries in git what it shows on the sample events; what they call is right."""

from __future__ import annotations

import dataclasses
import doctest
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import pipeline
from pipeline.errors import SourceError
from pipeline.settings import load_settings
from pipeline.tables import SEPARATOR
from tests.conftest import ROOT
from tests.notebooks import INSTEAD, NOTEBOOKS, execute, list_texts, make, read, write

EVENT = "2025-06-eastmere-online"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore")  # Jupyter's own, about its event loop
def test_it_shows_what_it_shows_when_it_is_run(path: Path, samples: Path) -> None:
    kept, fresh = read(path), execute(path, samples)
    texts = list_texts(kept)
    assert len(texts) >= 5
    assert texts == list_texts(fresh), "python -m tests.notebooks writes the outputs anew"
    for output in (output for cell in fresh.cells for output in cell.get("outputs", [])):
        assert output.output_type != "error"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_can_be_read_where_nothing_runs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text) < 500_000
    assert not re.search(r"<script|at 0x[0-9a-f]{6}|\"(iopub|shell)\.", text)
    assert not any(str(place) in text for place in (ROOT, Path.home(), tempfile.gettempdir()))
    cells = read(path).cells
    run = [cell.execution_count for cell in cells if cell.cell_type == "code"]
    assert run == list(range(1, len(run) + 1))
    assert [cell.id for cell in cells] == sorted({cell.id for cell in cells}, key=lambda name: int(name[5:]))


def test_a_moving_figure_and_what_a_machine_says_of_itself_are_not_kept(
    tmp_path: Path, samples: Path
) -> None:
    lines = (
        "import sys, plotly.io, plotly.graph_objects as go\nplotly.io.renderers.default = 'plotly_mimetype'"
    )
    show = f"{lines}\nprint('of this machine', file=sys.stderr)\ngo.Figure(go.Bar(y=[1]))"
    write(make(show), tmp_path / "made.ipynb")
    fresh = execute(tmp_path / "made.ipynb", samples)
    assert list_texts(fresh) == [("cell-0", INSTEAD)]
    assert fresh.cells[0].metadata == {}


def test_the_benchmarks_figures_are_those_of_the_project() -> None:
    notebook = read(ROOT / "notebooks" / "how_reliable.ipynb")
    told = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    rows = [line for line in told.splitlines() if line.startswith("| ")]
    assert len(rows) >= 9
    assert set(rows) <= set(
        (ROOT / "tests" / "benchmarks" / "README.md").read_text(encoding="utf-8").splitlines()
    )
    card = (ROOT / "pipeline" / "embedding" / "adapter.md").read_text(encoding="utf-8")
    adapter = next(part for part in told.split("\n\n") if part.startswith("The encoder's adapter"))
    assert len(re.findall(r"0\.\d{3}", adapter)) == 6
    assert all(figure in card for figure in re.findall(r"0\.\d{3}", adapter))


def test_the_examples_of_the_page_are_right(samples: Path) -> None:
    page = (ROOT / "pipeline" / "notebook" / "README.md").read_text(encoding="utf-8")
    event = pipeline.load_event("2025-03-harrowby-library", samples)
    known = {"pipeline": pipeline, "event": event, "workspace": samples}
    fences = re.findall(r"^```(\w*)\n(.*?)^```$", page, flags=re.DOTALL | re.MULTILINE)
    plain = "\n\n".join(inside for language, inside in fences if not language)
    examples = doctest.DocTestParser().get_doctest(plain, known, "page", None, 0)
    assert len(examples.examples) > 10
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    assert runner.run(examples) == (0, len(examples.examples))


def test_a_draft_made_again_is_the_draft_that_is_kept(samples: Path) -> None:
    event = pipeline.load_event(EVENT, samples)
    again = event.draft_again()
    pd.testing.assert_frame_equal(again.codings, event.draft_codings)
    pd.testing.assert_frame_equal(again.themes, event.draft_themes)


def test_a_notebook_has_bertopic_fitted_on_the_themes(samples: Path) -> None:
    event = pipeline.load_event(EVENT, samples)
    for question_id in event.questions["question_id"]:
        model = event.topic_model(question_id)
        themes = event.themes[event.themes["question_id"] == question_id]
        assert sorted(model.custom_labels_ or []) == sorted(themes["title"])
        assert sorted(model.get_topic_info()["Count"]) == sorted(themes["notes"])
        ids = event.codings.loc[event.codings["question_id"] == question_id, "theme_id"]
        pairs = set(zip(ids, model.topics_ or [], strict=True))
        assert len(pairs) == len(themes)
        terms = {topic: [word for word, _ in model.get_topic(topic)[:6] if word] for _, topic in pairs}
        listed = themes.set_index("theme_id")["terms"].str.split(SEPARATOR, regex=False)
        assert all(terms[topic] == listed[theme_id] for theme_id, topic in pairs)


def test_a_report_s_figures_can_be_drawn_on_any_axes(samples: Path) -> None:
    event = pipeline.load_event(EVENT, samples)
    question = event.questions.loc[event.questions["notes"].idxmax(), "question_id"]
    _, (left, right) = plt.subplots(1, 2)
    assert event.plot_themes(question, left) is left
    assert sum(bar.get_width() for bar in left.patches) == (event.codings["question_id"] == question).sum()
    event.plot_map(question, right)
    assert right.get_title("left").startswith("Map of the notes")
    series = pipeline.load_series("wexmoor-listening-2025", samples)
    with pytest.raises(SourceError, match="no theme was raised at several events"):
        series.plot_themes()  # nothing is put together there without a person
    titled = series.themes[~series.themes["title"].str.startswith(("“", "Other points"))]
    one, other = titled["series_theme_id"].iloc[[0, -1]]
    series.notes = series.notes.replace({"series_theme_id": {other: one}})
    series.themes = series.themes.assign(
        events=series.themes["events"].mask(lambda n: n.index == titled.index[0], 2)
    )
    shown = {int(text.get_text()) for text in series.plot_themes().texts if text.get_text().isdigit()}
    assert shown <= set(series.counts.to_numpy().ravel().tolist()) | {1, 2, 3}
    with pytest.raises(SourceError):
        event.plot_themes("no such question")
    plt.close("all")


def test_its_plots_draw(samples: Path) -> None:
    event = pipeline.load_event(EVENT, samples)
    question_id = event.questions.loc[0, "question_id"]
    model, notes = event.topic_model(question_id), event.lay_out(question_id)
    places = notes[["x", "y"]].to_numpy()
    for figure in (
        model.visualize_barchart(custom_labels=True),
        model.visualize_heatmap(custom_labels=True),
        model.visualize_hierarchy(custom_labels=True),
        model.visualize_term_rank(),
        model.visualize_documents(notes["words"].tolist(), reduced_embeddings=places, custom_labels=True),
    ):
        assert figure.data


def test_other_numbers_and_codebooks_are_set_beside_the_themes_there_are(
    samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = pipeline.load_event(EVENT, samples)
    question_id = event.questions.loc[0, "question_id"]
    present = int((event.themes["question_id"] == question_id).sum())
    tried = event.try_numbers(question_id, range(1, 8)).set_index("asked")
    same = tried[tried["notes_to_move"] == 0]  # as many as the run looked for
    assert same["themes"].tolist() == [present] * len(same) != []
    assert set(same["ari"]) == {1}
    assert tried["notes_to_move"].max() > 0
    again = event.draft_again(number=1).themes
    assert tried.loc[1, "themes"] == (again["question_id"] == question_id).sum()
    event = pipeline.load_event("2025-03-harrowby-library", samples)
    # As strict as it ships, no code names a theme of this event.
    lax = dataclasses.replace(load_settings().themes, code_ahead=0.0)
    settings_of = type(event)._settings

    def relax(event: pipeline.Event, name: str, section: Any) -> Any:
        return lax if name == "themes" else settings_of(event, name, section)

    monkeypatch.setattr(type(event), "_settings", relax)
    named = event.try_codebooks(["all"])
    themes = event.draft_again(codebook="all").themes
    kept = themes["title"].where(themes["basis"] == "codebook", "")
    assert any(kept)
    # Some themes stand because a code names them; without codebooks they are none.
    assert set(named["all"]) - {""} <= set(kept)
    assert any(named["all"])
    assert named["notes"].sum() == len(event.notes)


def test_a_note_is_explained_by_notes_of_its_theme(samples: Path) -> None:
    event = pipeline.load_event(EVENT, samples)
    theme = event.themes.iloc[0]
    told = event.explain(theme["theme_id"])
    assert len(told) == theme["notes"]
    nearest = {words for joined in told["nearest"] for words in joined.split(SEPARATOR)}
    assert nearest <= set(told["words"])
    with pytest.raises(SourceError, match="no such theme"):
        event.explain("q.none")
    with pytest.raises(SourceError, match="no question"):
        event.pair_themes("q-none")


def test_a_sorting_like_the_draft_moves_nothing(samples: Path, tmp_path: Path) -> None:
    event = pipeline.load_event(EVENT, samples)
    mine = event.codings[["note_id", "theme_id"]].rename(columns={"theme_id": "theme"})
    mine.to_csv(tmp_path / "mine.csv", index=False)
    found = event.compare(tmp_path / "mine.csv")
    figures = found.figures[found.figures["question_id"] == ""].set_index("measure")["value"]
    assert figures["moves"] == 0
    assert figures["ami"] == pytest.approx(1)
    assert "would move 0 of" in event.say_agreement(found)


def test_a_series_counts_every_note_once(samples: Path) -> None:
    series = pipeline.load_series("wexmoor-listening-2025", samples)
    held = series.events.set_index("event_id")["notes"]
    assert series.counts.sum().tolist() == held.loc[series.counts.columns].tolist()
    theme = series.themes.iloc[0]
    told = series.explain(theme["series_theme_id"])
    assert told["notes"].sum() == theme["notes"]
    assert told["event"].nunique() == theme["events"]
    with pytest.raises(SourceError, match="no such theme"):
        series.explain("none")


def test_a_write_up_is_run_and_opened(tmp_path: Path) -> None:
    source = _write(
        tmp_path / "garden.md", "# Garden\n\n## What is needed?\n\n- Shade\n- Benches\n- A ramp\n"
    )
    event = pipeline.run(source, tmp_path / "w")
    assert event.event_id == "garden"
    assert event.notes["text"].tolist() == ["Shade", "Benches", "A ramp"]
    assert (tmp_path / "w" / "reports" / "garden" / "report.html").is_file()
    with pytest.raises(SourceError, match=r"no notes were found in it"):
        pipeline.run(_write(tmp_path / "empty.md", "# Nothing\n"), tmp_path / "w")


def test_what_was_left_out_is_a_warning(tmp_path: Path) -> None:
    folder = tmp_path / "garden"
    folder.mkdir()
    _write(folder / "notes.md", "## What is needed?\n\n- Shade\n- Benches\n")
    (folder / "more.docx").write_bytes(b"no Word file")
    with pytest.warns(UserWarning, match=r"more\.docx"):
        event = pipeline.run(folder, tmp_path / "w")
    assert len(event.notes) == 2


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, pipeline; print({'pandas', 'numpy', 'spacy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
