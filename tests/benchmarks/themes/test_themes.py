"""That the theme benchmark's machinery works; no figure of it is tested here."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.themes.codebook import load_codebook
from tests.benchmarks.themes.__main__ import main
from tests.benchmarks.themes.folds import FOLDS, fold_of
from tests.benchmarks.themes.ours import embed_from_files
from tests.benchmarks.themes.results import Draft, digest_of, keep_drafts, read_drafts
from tests.benchmarks.themes.sets import SETS, Group, gather_groups
from tests.benchmarks.themes.table import pick_drafts, score_draft
from tests.conftest import SHARED
from tests.themes.conftest import PLANTED

_LONG_ENOUGH = 3  # "thank you" and "don't know" are said everywhere
GROUP = Group(
    set="theme_groups",
    group="g1",
    fold=0,
    question="",
    texts=("a", "b", "c", "d", "e", "f"),
    labels=("one", "one", "one", "two", "two", ""),
)
needs_sets = pytest.mark.skipif(
    not (SHARED / "labelled").is_dir(), reason="the labelled sets lie in ../shared"
)


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A theme_groups.csv of one group with planted themes, and a note that fitted nowhere."""
    rows = [(text, theme) for theme, texts in PLANTED.items() for text in texts] + [("Blue", "")]
    (tmp_path / "labelled").mkdir()
    with (tmp_path / "labelled" / "theme_groups.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("group", "source", "question", "text", "theme"))
        writer.writerows(("i100", "invented", "What would help?", text, theme) for text, theme in rows)
    return tmp_path


def test_quick_run_gives_a_table(planted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = planted / "out"
    main(["--quick", "--shared", str(planted), "--sets", "theme_groups", "--out", str(out)])
    rows = [line.strip("| ").split(" | ") for line in capsys.readouterr().out.splitlines() if "|" in line]
    amis = {row[0]: float(row[2].split()[0]) for row in rows[2:]}
    assert list(amis) == ["this pipeline", "this pipeline, told", "k-means", "Ward", "NMF on TF-IDF"]
    assert amis["this pipeline, told"] > 0.5
    assert {len(row) for row in rows} == {len(rows[0])}
    assert (out / "table.md").read_text(encoding="utf-8").startswith("| method")
    drafts = read_drafts(out / "drafts" / "this-pipeline.csv")
    assert [draft.run for draft in drafts] == [0, 1]
    assert len(drafts[0].clusters) == 19


def test_vectors_of_the_own_fold_are_used(planted: Path) -> None:
    """A file for the group's fold is read; without it the run stops, so no other model can slip in."""
    texts = [text for some in PLANTED.values() for text in some] + ["Blue"]
    perfect = np.eye(4)[[place for place, some in enumerate(PLANTED.values()) for _ in some] + [3]]
    codes = load_codebook("all", Path()).codes
    subjects = [
        text for code in codes for text in (code.title, code.definition, *code.include, *code.examples)
    ]
    texts += subjects
    vectors = np.vstack(
        [perfect, np.full((len(subjects), 4), 0.5)]
    )  # no note is nearer to one than to another
    np.savez(planted / "fold-3.npz", texts=texts, vectors=vectors)
    arguments = ["--quick", "--shared", str(planted), "--sets", "theme_groups", "--out", str(planted / "out")]
    main([*arguments, "--vectors", str(planted)])
    with (planted / "out" / "scores.csv").open(encoding="utf-8", newline="") as file:
        scores = {row["method"]: float(row["ami"]) for row in csv.DictReader(file)}
    assert scores["this pipeline, told"] == 1
    assert scores["k-means"] < 1
    (planted / "fold-3.npz").rename(planted / "fold-2.npz")
    with pytest.raises(FileNotFoundError):
        embed_from_files(planted)(3)


@pytest.mark.parametrize(
    ("clusters", "ami", "moves", "outliers"),
    [
        ((5, 5, 5, 7, 7, 5), 1.0, 0.0, 0.0),  # the last note is not scored
        ((0, 0, 1, 1, 1, 1), None, 0.2, 0.0),
        ((-1, -1, -1, -1, -1, -1), 0.0, 0.4, 1.0),
    ],
)
def test_scores(clusters: tuple[int, ...], ami: float | None, moves: float, outliers: float) -> None:
    score = score_draft(GROUP, Draft("m", 0, GROUP.set, GROUP.group, "", 0.1, clusters))
    assert score.moves == pytest.approx(moves)
    assert score.outliers == pytest.approx(outliers)
    assert ami is None or score.ami == pytest.approx(ami)


def test_drafts_are_added_or_written_anew(tmp_path: Path) -> None:
    draft = Draft("A method", 0, "s", "g, with comma", digest_of(["a"], 2), 0.5, (0, -1))
    keep_drafts(tmp_path, [draft, draft], anew=False)
    keep_drafts(tmp_path, [draft], anew=False)
    assert read_drafts(tmp_path / "a-method.csv") == [draft] * 3
    keep_drafts(tmp_path, [draft], anew=True)
    assert read_drafts(tmp_path / "a-method.csv") == [draft]


def test_drafts_of_other_notes_or_later_runs_are_not_scored() -> None:
    digest = digest_of(GROUP.texts, GROUP.number)
    good = Draft("m", 0, GROUP.set, GROUP.group, digest, 0.1, (0,) * 6)
    stale = replace(good, digest=digest_of((*GROUP.texts[:-1], "g"), GROUP.number))
    assert pick_drafts([GROUP], [good, stale, replace(good, run=1)], runs=1) == [good]


@needs_sets
def test_groups_are_like_tables_and_always_the_same() -> None:
    groups = gather_groups(SHARED, SETS)
    assert groups == gather_groups(SHARED, SETS)
    assert len({(group.set, group.group) for group in groups}) == len(groups)
    assert {group.set for group in groups} == set(SETS)
    for group in groups:
        assert 20 <= len(group.texts) <= 100
        assert group.number >= 2
    few = gather_groups(SHARED, SETS, 2)
    assert set(few) < set(groups)


@needs_sets
def test_no_note_stands_in_two_folds() -> None:
    folds: dict[str, set[int]] = {}
    for name in SETS:
        folder = "gold" if name == "mansfield" else "labelled"
        path = SHARED / folder / f"{'mansfield_table3_coded' if name == 'mansfield' else name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                words = re.findall(r"\w+", row["text"].casefold())
                if len(words) > _LONG_ENOUGH:
                    fold = fold_of(name, row.get("source", ""), row.get("group", ""))
                    folds.setdefault(" ".join(words), set()).add(fold)
    assert {fold for some in folds.values() for fold in some} == set(range(len(FOLDS)))
    assert [words for words, some in folds.items() if len(some) > 1] == []


def test_an_unknown_set_or_source_has_no_fold() -> None:
    with pytest.raises(KeyError):
        fold_of("another")
    with pytest.raises(KeyError):
        fold_of("theme_groups", "another", "x1")
