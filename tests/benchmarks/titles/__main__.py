"""Writes titles for sorted groups and prints how they score. See tests/benchmarks/README.md."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from threadpoolctl import threadpool_limits

from pipeline.embedding import make_embedder
from pipeline.settings import Settings, load_settings
from tests.benchmarks.themes.folds import FOLDS
from tests.benchmarks.themes.ours import EmbedOfFold, embed_plain
from tests.benchmarks.themes.sets import gather_groups
from tests.benchmarks.titles.cases import DEV, DRAFTED, PEOPLES, Theme, title_group
from tests.benchmarks.titles.measures import Scores, Vector, score_titles

ROOT = Path(__file__).parents[3]
_COLUMNS = (
    "themes",
    "nearest",
    "rank",
    "own_word",
    "others_word",
    "notes",
    "borne",
    "alone",
    "alike",
    "torn",
)
COLUMNS = (*_COLUMNS, "words")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the titles, keep them, and print the table."""
    options = _read_options(arguments)
    settings = load_settings()
    chosen = [
        fold
        for fold in range(len(FOLDS))
        if options.half == "both" or (fold in DEV) == (options.half == "dev")
    ]
    groups = [
        group
        for group in gather_groups(options.shared, ["theme_groups"], options.most)
        if group.fold in chosen
    ]
    embed_of = _choose_models(options.models, options.out, settings)
    plain = make_plain(settings)
    written: dict[str, list[Theme]] = {}
    with threadpool_limits(limits=1):
        for kind in (PEOPLES, DRAFTED):
            written[kind] = [
                theme for group in groups for theme in title_group(group, kind, embed_of, settings)
            ]
            if kind == PEOPLES:
                written["people's own names"] = [replace(theme, title=theme.name) for theme in written[kind]]
        texts = {
            text
            for some in written.values()
            for theme in some
            for text in (theme.title, theme.name, *theme.texts)
        }
        known = plain(sorted(texts))
    options.out.mkdir(parents=True, exist_ok=True)
    keep_titles(options.out / "titles.csv", written)
    table = render_table(written, known, by_fold=options.by_fold)
    (options.out / "table.md").write_text(table, encoding="utf-8", newline="\n")
    print(table, end="")  # noqa: T201


def make_plain(settings: Settings):  # type: ignore[no-untyped-def]
    """Embeds texts with MiniLM as published: by its vectors titles are judged, whoever wrote them."""
    embed = embed_plain(settings.embedding)(0)

    def look_up(texts: Sequence[str]) -> dict[str, Vector]:
        return dict(zip(texts, embed(list(texts)), strict=True))

    return look_up


def render_table(
    written: Mapping[str, Sequence[Theme]], known: Mapping[str, Vector], *, by_fold: bool = False
) -> str:
    """One row per kind of themes and half of the groups (or subject)."""
    lines = [
        "| titles of | groups | " + " | ".join(name.replace("_", " ") for name in COLUMNS) + " |",
        "|---|---|" + "--:|" * len(COLUMNS),
    ]
    halves = {"dev": DEV, "held back": tuple(fold for fold in range(len(FOLDS)) if fold not in DEV)}
    subjects = {FOLDS[fold]: (fold,) for fold in range(len(FOLDS))} if by_fold else {}
    for kind, themes in written.items():
        for name, folds in (halves | subjects).items():
            some = [theme for theme in themes if theme.fold in folds]
            if some:
                lines.append(f"| {kind} | {name} | {_show(score_titles(some, known))} |")
    return "\n".join(lines) + "\n"


def keep_titles(path: Path, written: Mapping[str, Sequence[Theme]]) -> None:
    """Write every title, to be read."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("kind", "group", "fold", "name", "title", "notes"))
        for kind, themes in written.items():
            rows.writerows(
                (kind, theme.group, theme.fold, theme.name, theme.title, "\n".join(theme.texts))
                for theme in themes
            )


def _show(scores: Scores) -> str:
    shown = [f"{getattr(scores, name):.3f}" for name in COLUMNS[1:-1]]
    return " | ".join([str(scores.themes), *shown, f"{scores.words:.1f}"])


def _choose_models(models: Path | None, out: Path, settings: Settings) -> EmbedOfFold:
    """Plain MiniLM, or a model for each fold; what was embedded once is remembered beside the results."""
    if models is None:
        return embed_plain(settings.embedding)
    made = {
        fold: make_embedder(replace(settings.embedding, model=str(models / f"fold-{fold}")), out / "vectors")
        for fold in range(len(FOLDS))
    }
    return lambda fold: made[fold]


def _read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.titles", description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where the sets lie")
    parser.add_argument("--models", type=Path, help="folder with a model for each fold; else plain MiniLM")
    parser.add_argument("--half", choices=("dev", "held", "both"), default="both", help="only these groups")
    parser.add_argument("--most", type=int, help="at most so many groups (times 4)")
    parser.add_argument("--by-fold", action="store_true", help="one row per subject as well")
    parser.add_argument("--out", type=Path, default=ROOT / ".cache" / "benchmark" / "titles")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
