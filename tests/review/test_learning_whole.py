"""`codebook learn` on a reviewed event: nothing that people decided gets worse, and it comes to rest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
import yaml

from pipeline.cli import main
from pipeline.commands.codebook import OWN_CODEBOOK, learn_from_reviews
from pipeline.errors import PipelineError
from pipeline.keeping.store import Workspace
from tests.conftest import read_csv
from tests.review.conftest import run_event
from tests.review.test_round_trip import MADE, fill_in
from tests.review.workbooks import EVENT, open_workbook


@pytest.fixture(scope="module")
def filled_in(sent: Path, blank: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a review of all kinds of decisions; for all, so nobody changes it."""
    workspace = Path(shutil.copytree(sent, tmp_path_factory.mktemp("filled-in") / "w", symlinks=True))
    book = open_workbook(blank).sign()
    fill_in(book, read_csv(workspace, EVENT, "coded_notes"), read_csv(workspace, EVENT, "themes"))
    (workspace / "data" / "raw" / EVENT / "review.xlsx").write_bytes(book.save())
    run_event(workspace)
    return workspace


@pytest.fixture
def reviewed(filled_in: Path, tmp_path: Path) -> Path:
    """A copy of it, to go on with."""
    return Path(shutil.copytree(filled_in, tmp_path / "w", symlinks=True))


def _decided(workspace: Path) -> dict[str, str]:
    """The theme, by its title, of every note that people placed or that is of a theme they accepted."""
    coded = read_csv(workspace, EVENT, "coded_notes")
    themes = read_csv(workspace, EVENT, "themes")
    accepted = set(themes.loc[themes["basis"] == "reviewed", "theme_id"])
    chosen = coded[(coded["basis"] == "reviewed") | coded["theme_id"].isin(accepted)]
    return dict(zip(chosen["note_id"], chosen["theme"], strict=True))


def _learn(workspace: Path) -> Path:
    return learn_from_reviews(Workspace(workspace), None, None).path


def _use(workspace: Path) -> None:
    settings = workspace / "data" / "raw" / "settings.toml"
    settings.write_text(f'[themes]\ncodebook = "{OWN_CODEBOOK}"\n', encoding="utf-8")


def test_learning_makes_nothing_worse_that_people_decided_and_comes_to_rest(reviewed: Path) -> None:
    before = _decided(reviewed)
    assert len(before) > 10
    decisions = read_csv(reviewed, EVENT, "decisions")
    path = _learn(reviewed)
    _use(reviewed)
    assert not run_event(reviewed).problems
    after = _decided(reviewed)
    assert {note: after.get(note) for note in before} == before
    kept = read_csv(reviewed, EVENT, "decisions")
    columns = ["decision_id", "status"]
    pd.testing.assert_frame_equal(kept[columns], decisions[columns])
    content = path.read_bytes()
    assert _learn(reviewed).read_bytes() == content


def test_what_people_decided_stands_in_the_codebook_with_note_ids_and_without_names(reviewed: Path) -> None:
    values = yaml.safe_load(_learn(reviewed).read_text(encoding="utf-8"))
    safe = read_csv(reviewed, EVENT, "safe_notes").set_index("note_id")["words"]
    titles = {code["title"] for code in values["codes"]}
    assert {MADE, "A title from a person", "One half", "The other half"} <= titles
    learned = [
        example for code in values["codes"] for example in code["examples"] if isinstance(example, dict)
    ]
    assert learned
    for example in learned:
        event_id, note_id = example["note"].split("/")
        assert event_id == EVENT
        assert example["text"] == safe[note_id]


def test_the_command_says_what_it_learned_and_how_to_use_it(
    reviewed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["codebook", "learn", "--workspace", str(reviewed)])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "1 event read" in said
    assert MADE in said
    assert f'codebook = "{OWN_CODEBOOK}"' in said


def test_a_codebook_outside_data_raw_is_refused(reviewed: Path, tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="only found inside data/raw"):
        learn_from_reviews(Workspace(reviewed), None, tmp_path / "codebook.yaml")


def test_a_workspace_without_events_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="no finished run"):
        learn_from_reviews(Workspace(tmp_path), None, None)
    assert not (tmp_path / "data").exists()
