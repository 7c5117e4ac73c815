"""How often the code that a theme gets is a sensible title for it, by a reader's judgement.

Themes are those of notes sorted by reading, whole, so that only the naming is measured: patients'
comments with the codebook `care`, residents' comments with `engagement`, invented event notes with
`coproduction`. The judgements lie beside this file, one per theme and code: right, near or wrong. A pair
that nobody has judged yet is printed as "?", to be read and added; another model or threshold brings
such pairs. The codebooks were written before these notes were read, and must not be tuned on them.

Use: python -m tests.benchmarks.codebook_fit [--sheet] [FIT MARGIN AGREE ...]
"""

from __future__ import annotations

import csv
import dataclasses
import random
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.embedding import make_embedder
from pipeline.settings import ThemeSettings, load_settings
from pipeline.themes.codebook import embed_codes, load_codebook
from pipeline.themes.name import assign_codes, measure_code_fits

GROUPS = Path(__file__).parents[3] / "shared" / "labelled" / "theme_groups.csv"
JUDGED = Path(__file__).with_name("codebook_fit_judged.csv")
SAMPLE = 60  # themes read per source and sample
SEEDS = (1, 2)  # the thresholds were chosen on the first sample; the second is there to hold them to it
CODEBOOKS = {"nhs": "care", "polis": "engagement", "invented": "coproduction"}


def main(*arguments: str) -> None:
    """Print how the codes given are judged, at the present thresholds or those named."""
    settings = load_settings()
    numbers = [float(argument) for argument in arguments if not argument.startswith("-")]
    present = (settings.themes.code_fit, settings.themes.code_margin, settings.themes.code_agree)
    judged = _read_judgements()
    for fit, margin, agree in list(zip(*[iter(numbers)] * 3, strict=True)) or [present]:
        themes = dataclasses.replace(settings.themes, code_fit=fit, code_margin=margin, code_agree=agree)
        for source, codebook in CODEBOOKS.items():
            for seed in SEEDS:
                _show(source, codebook, themes, judged, seed, "--sheet" in arguments)


def _show(
    source: str,
    codebook: str,
    settings: ThemeSettings,
    judged: dict[tuple[str, str], str],
    seed: int,
    sheet: bool,
) -> None:
    given = _name_groups(source, codebook, settings)
    sample = random.Random(seed).sample(sorted(given), SAMPLE)
    said: Counter[str] = Counter()
    for key in sample:
        code, title, fit, stand_out = given[key]
        judgement = judged.get((key[1], code), "?") if code else "none"
        said[judgement] += 1
        if sheet:
            print(f"{judgement:6s} {fit:.2f} {stand_out:.2f} {key[1]}  ->  {code}: {title}")  # noqa: T201
    named = sum(code != "" for code, *_ in given.values())
    print(  # noqa: T201
        f"{source}, {codebook}, sample {seed}, fit {settings.code_fit}, margin {settings.code_margin}, agree"
        f" {settings.code_agree}: {named} of {len(given)} themes named; of {SAMPLE} read:"
        f" {dict(sorted(said.items()))}"
    )


def _name_groups(
    source: str, codebook: str, settings: ThemeSettings
) -> dict[tuple[str, str], tuple[str, str, float, float]]:
    """For each group and theme: code and title given (or empty), its best fit, how far that stands out."""
    notes, vectors = _embed_notes()
    codes = load_codebook(codebook, Path()).codes
    code_vectors = _embed_codebook(codebook)
    found = {}
    chosen = notes[notes["source"].str.startswith(source) & notes["theme"].ne("")]
    for group, rows in chosen.groupby("group"):
        themes = sorted(set(rows["theme"]))
        places = [rows.index[rows["theme"] == theme].tolist() for theme in themes]
        fits = measure_code_fits(places, vectors, code_vectors, codes, settings.code_near_note)
        given = assign_codes(fits, codes, settings)
        for theme, code, fit in zip(themes, given, fits.themes, strict=True):
            name = ("", "") if code is None else (codes[code].code, codes[code].title)
            found[str(group), theme] = (*name, float(fit.max()), float(fit.max() - fit.mean()))
    return found


@cache
def _embed_notes() -> tuple[pd.DataFrame, np.ndarray]:
    notes = pd.read_csv(GROUPS, keep_default_na=False)
    return notes, _embed(notes["text"].tolist()).astype(np.float64)


@cache
def _embed_codebook(name: str) -> np.ndarray:
    return embed_codes(load_codebook(name, Path()), _embed).astype(np.float64)


def _embed(texts: list[str]) -> np.ndarray:
    settings = load_settings().embedding
    return make_embedder(settings, Path(".cache"))(texts)


def _read_judgements() -> dict[tuple[str, str], str]:
    if not JUDGED.is_file():
        return {}
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return {(row["theme"], row["code"]): row["judgement"] for row in csv.DictReader(file)}


if __name__ == "__main__":
    main(*sys.argv[1:])
