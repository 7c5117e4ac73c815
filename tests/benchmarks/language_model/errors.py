"""How agreement with people falls as a model errs, and whether the default is kept in time.

uv run python -m tests.benchmarks.language_model.errors [GROUPS]
"""

from __future__ import annotations

import dataclasses
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np

from pipeline.agreement.groupings import measure_information
from pipeline.embedding import make_embedder
from pipeline.language import read_language
from pipeline.language_model import LanguageModel
from pipeline.settings import load_settings
from pipeline.tables.notes import Embed
from pipeline.themes.codebook import Codebook
from pipeline.themes.discover import discover_themes
from pipeline.themes.strength import make_chance_check
from tests.benchmarks.themes.sets import Group, gather_groups
from tests.conftest import SHARED
from tests.language_model.conftest import make_tables
from tests.language_model.stand_in import make_stand_in

RATES = (0, 10, 30, 45, 60, 80)


def main(most: int) -> None:
    """Print for each error rate the agreement as answered, and after the checks with the default kept."""
    groups = [group for group in gather_groups(SHARED, ["theme_groups"]) if group.number > 1]
    groups = groups[:: max(1, len(groups) // most)][:most]
    found: dict[tuple[str, int], list[tuple[float, float, bool]]] = {}
    defaults: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        embed = make_embedder(load_settings().embedding, Path(folder))
        for number, group in enumerate(groups):
            default, rows = measure_group(group, embed, Path(folder) / str(number))
            defaults.append(default)
            for key, row in rows.items():
                found.setdefault(key, []).append(row)
    click.echo(f"{len(groups)} groups, the default draft: AMI {np.mean(defaults):.2f}")
    for (how, rate), results in found.items():
        answered, final, kept = (np.array(column, dtype=float) for column in zip(*results, strict=True))
        better = np.maximum(answered, defaults)
        click.echo(
            f"errs {how}, {rate:2} %: as answered {answered.mean():.2f}; taken for {kept.mean():4.0%} of"
            f" groups; in the end {final.mean():.2f} (the better of the two each time: {better.mean():.2f}),"
            f" below the default in {np.mean(final < np.array(defaults) - 0.001):.0%}"
        )


def measure_group(
    group: Group, embed: Embed, folder: Path
) -> tuple[float, dict[tuple[str, int], tuple[float, float, bool]]]:
    """The default's agreement, and for each way of erring: as answered, in the end, whether it was taken."""
    settings = load_settings()
    words = dict(zip(group.texts, group.labels, strict=True))  # a note that is there twice counts once
    questions, notes = make_tables({"q-1": tuple(words)})
    people = list(words.values())
    vectors = embed(list(words))
    language = read_language(notes, vectors, settings.language)
    codings, themes = discover_themes(
        questions, notes, vectors, language, Codebook("", "", (), {}), embed, settings.themes
    )
    default = measure_information(codings["theme_id"].tolist(), people)
    measure = make_chance_check(notes["note_id"].tolist(), vectors)
    trusting = {"repeat_share": 0.0, "doubted_share": 1.0, "chance": 1.0, "largest_share": 1.0}

    def sort(rate: int, afresh: bool, **changes: float) -> Sequence[str]:
        model = dataclasses.replace(settings.model, kind="local", model="stand-in", **changes)  # type: ignore[arg-type]
        send = make_stand_in(words, rate, afresh)
        with LanguageModel(
            questions,
            notes,
            lambda text: False,
            folder / f"{rate}{afresh}",
            model,
            measure_chance=measure,
            send=send,
        ) as asked:
            found: list[str] = asked.sort_notes(codings, themes)[1]["theme"].tolist()
        return found

    rows = {}
    for afresh in (False, True):
        for rate in RATES:
            answered, taken = sort(rate, afresh, **trusting), sort(rate, afresh)
            first = measure_information(answered, people) if answered else default
            final = measure_information(taken, people) if taken else default
            rows["afresh" if afresh else "alike", rate] = (first, final, bool(taken))
    return default, rows


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 24)
