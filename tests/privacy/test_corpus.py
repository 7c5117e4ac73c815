"""How many personal details are found, and how many flags are wrong, on sentences written for it.

Figures of the blind part (435 sentences with 487 details, 448 that look like details). A detail counts only
with its exact place and kind:

- Measured once, before anybody had read it: of patterns 0.86 found and 0.95 of flags right (0.997 of them
  touch a detail of their kind); of names 0.81 found; 29 clean sentences flagged (1 in 15).
- After work on every second sentence, on the others: patterns 0.91 and 0.99, names 0.84; 6 of 224 clean ones.
- After work on three quarters, on the last, which nobody had read: patterns 0.96 and 0.99, names 0.89; 4 of
  112 clean ones (1 in 28).
- Now, after that quarter was read as well: all of it. So this test says that nothing gets lost; how well new
  notes fare is what the lines above say.
"""

from __future__ import annotations

import pytest

from pipeline.privacy.flags import find_in_text
from pipeline.tables import DETAIL_PLACEHOLDERS
from tests.privacy.corpus import Detail, count_masked, flag, measure, measure_names, read_corpus

KINDS = set(DETAIL_PLACEHOLDERS) - {"withheld", "personal_number"}  # of which the older sets hold none


def _hold(prefix: str, *, precision: float, recall: float, clean: int, one_in: int) -> list[set[Detail]]:
    """Hold the figures of names on a corpus, and how many clean sentences are flagged at most."""
    corpus = read_corpus(prefix)
    found = flag(corpus)
    right, named = measure(corpus, found)["name"]
    assert right >= precision
    assert named >= recall
    flagged = [bool(spans) for (_, details), spans in zip(corpus, found, strict=True) if not details]
    assert len(flagged) == clean
    assert sum(flagged) * one_in <= clean
    return found


def _hold_groups(prefix: str, found: list[set[Detail]], column: str, groups: int, *, least: float) -> None:
    """Hold what share of the names of each origin, or way of writing them, is found at least."""
    named = measure_names(prefix, found, column)
    assert len(named) == groups
    assert all(right / marked >= least for right, marked in named.values()), named


@pytest.mark.parametrize(("prefix", "fewest_with", "fewest_without"), [("", 150, 160), ("blind_", 300, 300)])
def test_precision_and_recall_on_the_corpus(prefix: str, fewest_with: int, fewest_without: int) -> None:
    corpus = read_corpus(prefix)
    clean = [text for text, details in corpus if not details]
    assert len(corpus) - len(clean) >= fewest_with
    assert len(clean) >= fewest_without
    found = flag(corpus)
    scores = measure(corpus, found)
    assert set(scores) == KINDS
    for kind, (precision, recall) in scores.items():
        assert precision >= (0.97 if kind == "name" else 0.99), kind
        assert recall >= (0.97 if kind == "name" else 0.98), kind
    flagged = [text for text in clean if find_in_text(text, is_speaker=False)]
    assert len(flagged) * 80 <= len(clean), flagged


def test_figures_of_the_unseen_corpus_are_held() -> None:
    """Measured once, on 22 November 2026, when nobody had read what was missed; written blind to the code.

    257 sentences with 276 details, 309 without (first 197 ordinary notes, then 112 look-alikes). Names: 148
    of 177 found (0.84), 148 of 161 flags right (0.92). Patterns: 99 of 99 found, 99 of 100 flags right. Clean
    sentences flagged: 13 of 309 (1 in 24), 2 of 197 ordinary notes (1 in 98) and 11 of 112 look-alikes
    (1 in 10). The bounds leave a little slack downwards. These figures speak for new notes only as long as
    no work is done on what is missed here.
    """
    corpus = read_corpus("unseen_")
    flagged = flag(corpus)
    scores = measure(corpus, flagged)
    assert set(scores) == KINDS
    for kind, (precision, recall) in scores.items():
        assert precision >= (0.9 if kind == "name" else 0.83), kind
        assert recall >= (0.82 if kind == "name" else 0.88), kind  # of a pattern: at most one missed
    clean = [bool(spans) for (_, details), spans in zip(corpus, flagged, strict=True) if not details]
    assert len(clean) == 309
    assert sum(clean[:197]) <= 3
    assert sum(clean[197:]) <= 13


def test_figures_of_the_fresh_corpus_are_held() -> None:
    """Measured once, on 22 November 2026, when nobody had read what was missed; written blind to the code.

    181 sentences with 208 names, mostly natural ones, and 300 without (first 240 ordinary notes, then 60
    look-alikes). Names: 193 of 208 found (0.93), 193 of 196 flags right (0.98). Clean sentences flagged: 1 of
    300, none of 240 ordinary notes and 1 of 60 look-alikes. The bounds leave a little slack downwards. These
    figures speak for new notes only as long as no work is done on what is missed here.
    """
    corpus = read_corpus("fresh_")
    flagged = flag(corpus)
    scores = measure(corpus, flagged)
    assert set(scores) == {"name"}
    precision, recall = scores["name"]
    assert precision >= 0.964
    assert recall >= 0.907
    clean = [bool(spans) for (_, details), spans in zip(corpus, flagged, strict=True) if not details]
    assert len(clean) == 300
    assert sum(clean[:240]) <= 2
    assert sum(clean[240:]) <= 3


def test_figures_of_the_fourth_corpus_are_held() -> None:
    """Written before the work of 29 November 2026 by its author, so not blind to the code; measured once.

    300 sentences of event notes with 302 details, names of thirty origins, and 317 clean sentences. Measured
    once after that work: patterns 92 of 94 found (0.98), names 178 of 208 (0.86), 2 of 317 clean sentences
    flagged (1 in 158). Then the misses in three quarters were read and mended; on the last quarter, whose
    misses nobody had read, names were found 46 of 51 times (0.90). Of all now 199 of 208. The bounds leave a
    little slack downwards.
    """
    corpus = read_corpus("fourth_")
    found = flag(corpus)
    scores = measure(corpus, found)
    assert set(scores) == KINDS
    for kind, (precision, recall) in scores.items():
        assert precision >= 0.95, kind
        assert recall >= (0.94 if kind == "name" else 0.97), kind
    clean = [bool(spans) for (_, details), spans in zip(corpus, found, strict=True) if not details]
    assert sum(clean) * 60 <= len(clean)
    origins = measure_names("fourth_", found)
    assert len(origins) >= 30
    assert all(right / marked >= 0.7 for right, marked in origins.values()), origins


def test_figures_of_the_fifth_corpus_are_held() -> None:
    """Written on 30 November 2026 before its author had read the code; measured once before any work.

    154 sentences with 156 names, of seven origins and ten ways of writing them (small letters, capitals,
    words that are names, initials, behind titles, ...), and 155 clean look-alikes. At first sight: names
    found 129 of 156 (0.83), 129 of 132 flags right (0.98), 1 clean sentence flagged. The misses of every
    second sentence were then read and mended; on the others, whose misses nobody read (though their
    author mended), 62 of 78 became 70 (0.90). Of all now 146 of 156. The bounds leave a little slack
    downwards.
    """
    found = _hold("fifth_", precision=0.97, recall=0.92, clean=155, one_in=60)
    _hold_groups("fifth_", found, "origin", 7, least=0.8)
    _hold_groups("fifth_", found, "form", 10, least=0.8)


def test_figures_of_the_sixth_corpus_are_held() -> None:
    """Written on 30 November 2026 before its author had read the code, and before the work on names that day.

    160 sentences with 177 names, of thirteen origins and sixteen ways of writing them, and 150 clean ones
    (brands, charities, places and laws named after people, months, names that are words). First names that
    were added to the lists meanwhile were left out where they stand in it. Measured once, after that work:
    157 of 177 found (0.89; 0.84 by the code before it), 157 of 157 flags right, 2 of 150 clean sentences
    flagged (1 in 75). Then the misses of every second sentence were read and mended; on the others, which
    nobody read, 74 of 84 (0.88) stayed, and 78 with those first names (0.93). Of all now 166 of 177.
    """
    found = _hold("sixth_", precision=0.98, recall=0.92, clean=150, one_in=60)
    _hold_groups("sixth_", found, "origin", 13, least=0.78)
    _hold_groups("sixth_", found, "form", 16, least=0.7)


def test_figures_of_the_seventh_corpus_are_held() -> None:
    """Written on 30 November 2026 before its author had read the code, and halved at random.

    204 sentences with 228 names of twenty-eight origins, and 200 clean ones (places, firms, charities, days,
    illnesses, jobs, books, streets, teams, words that are names). At first sight: 212 of 228 found (0.93), 7
    of 200 clean sentences flagged (1 in 29). Then the misses of one half were read and mended, by kind. Of
    the other, whose misses nobody read, 104 of 115 names (0.90) became 108 (0.94), and 2 clean sentences of
    100 became none. Of all now 221 of 228, and no clean sentence.
    """
    found = _hold("seventh_", precision=0.99, recall=0.96, clean=200, one_in=100)
    _hold_groups("seventh_", found, "origin", 28, least=0.66)
    _hold_groups("seventh_", found, "form", 20, least=0.66)


def test_figures_of_the_eighth_corpus_are_held() -> None:
    """Written together with the seventh, before its author had read the code; no miss in it was ever read.

    102 sentences with 111 names, and 111 clean ones. At first sight: 101 of 111 found (0.91), 6 of 111 clean
    sentences flagged (1 in 18). After the work on the seventh: 108 of 111 (0.97), and 104 (0.94) without the
    names that stand in it and were added to the lists meanwhile, by its author. Of the clean ones, of which
    the flags in one half were read as well, 2 (1 in 55).
    """
    _hold("eighth_", precision=0.97, recall=0.95, clean=111, one_in=50)


def test_figures_of_the_ninth_corpus_are_held() -> None:
    """Written on 30 November 2026 by somebody who had not read the code, and halved at random.

    300 sentences with 322 details (names of thirteen origins) and 300 clean ones. A detail counts where none
    of its letters and digits is left. At first sight: names 205 of 215 (0.95), initials 1 of 3, patterns 90
    of 104 (0.87; addresses 8 of 16, numbers of passports and the like 3 of 7, all others 79 of 81), 3 of 300
    clean sentences flagged (1 in 100). Then the misses of one half were read and mended by kind. Of the
    other, whose misses nobody read, names stayed 98 of 105 (0.93), and patterns went from 46 to 48 of 54
    (0.89). In two of the six that are missed only the town behind a street is left, which is left on
    purpose. Of all now 211 of 218 and 98 of 104.
    """
    found = _hold("ninth_", precision=0.97, recall=0.95, clean=300, one_in=75)
    _hold_groups("ninth_", found, "origin", 14, least=0.85)
    gone = count_masked(read_corpus("ninth_"), found)
    assert sum(gone[kind][0] for kind in gone if kind != "name") >= 97
    assert gone["address"][0] >= 11
    assert all(masked == marked for kind, (masked, marked) in gone.items() if kind not in _LEFT), gone


def test_figures_of_the_tenth_corpus_are_held() -> None:
    """Written on 30 November 2026 by somebody who had not read the code, of patterns only, and of odd ones.

    160 sentences with 174 details that are no names, many with slips, said aloud, over the end of a line or
    grouped as nobody would, and 150 clean look-alikes. At first sight 121 of 174 were masked (0.70): phone
    numbers 22 of 25, e-mail 14 of 18, postcodes 15 of 20, addresses 24 of 40, NHS numbers 9 of 12, dates of
    birth 10 of 12, web and social media 7 of 12, other numbers 20 of 35; 1 clean sentence was flagged.
    The misses of one random half were then read and mended by kind; of the other, whose misses nobody had
    read, 70 of 86 (0.81) became 77 (0.90). Then those were read as well. Of all now
    174, and no clean sentence.
    """
    corpus = read_corpus("tenth_")
    found = flag(corpus)
    gone = count_masked(corpus, found)
    assert sum(marked for _, marked in gone.values()) == 174
    assert sum(masked for masked, _ in gone.values()) >= 172
    clean = [bool(spans) for (_, details), spans in zip(corpus, found, strict=True) if not details]
    assert len(clean) == 150
    assert sum(clean) <= 1


def test_figures_of_the_eleventh_corpus_are_held() -> None:
    """Written on 30 November 2026 by somebody who had not read the code, and halved at random.

    305 sentences with 324 details (names of fourteen origins, many in capitals, small letters or before a
    dash) and 300 clean ones. At first sight: names 172 of 198 (0.87; South-East Asian 10 of 15), initials 1
    of 7, patterns 110 of 119 (0.92), 6 of 300 clean sentences flagged (1 in 50). The six flags and the misses
    of one half were read and mended by kind. Of the other, whose misses nobody had read, names went from 91
    to 93 of 106 (0.88), initials from 1 to 2 of 5, and patterns stayed 50 of 54 (0.93). Then those were read
    as well. Of all now 196 of 198 names, 6 of 7 initials and 119 patterns, and no clean sentence.
    """
    found = _hold("eleventh_", precision=0.97, recall=0.95, clean=300, one_in=100)
    _hold_groups("eleventh_", found, "origin", 27, least=0.8)
    gone = count_masked(read_corpus("eleventh_"), found)
    assert sum(masked for kind, (masked, _) in gone.items() if kind != "name") >= 117
    assert gone["name"][0] >= 200


def test_figures_of_the_twelfth_corpus_are_held() -> None:
    """Written on 30 November 2026 by somebody who had not read the code, after the work on the eleventh.

    320 sentences with 346 details and 300 clean ones, measured once. At first sight: names 192 of 208 (0.92;
    South-East Asian 12 of 16), initials 3 of 8, patterns 122 of 130 (0.94: telephone, e-mail, postcodes and
    other numbers 76 of 76; addresses 17 of 19, NHS numbers 12 of 13, dates of birth 8 of 10, web 9 of 12), 1
    of 300 clean sentences flagged. The misses among the patterns were then read and mended by kind; those
    among the names and initials nobody has read.
    """
    gone = _count_in("twelfth_", clean=300, flagged=1)
    assert gone["name"][0] >= 191
    assert sum(masked for kind, (masked, _) in gone.items() if kind not in ("name", "initials")) >= 126


def test_figures_of_the_thirteenth_corpus_are_held() -> None:
    """Patterns only, written on the same day by another who had not read the code; measured once.

    160 sentences with 170 details and 60 clean ones. At first sight 153 of 170 (0.90): telephone and other
    numbers 49 of 49, e-mail 22 of 23, postcodes 18 of 20, NHS numbers 15 of 16, dates of birth 16 of 18,
    addresses 23 of 28, web and names online 10 of 16; 1 of 60 clean sentences flagged (a helpline's number).
    Some of the misses were then mended by kind.
    """
    gone = _count_in("thirteenth_", clean=60, flagged=0)
    assert sum(masked for masked, _ in gone.values()) >= 156


def test_figures_of_three_more_corpora_of_patterns_are_held() -> None:
    """Patterns only, written on 1 December 2026 by three who had not read the code.

    Each has 130 sentences with 138 or 140 details, and 80 clean ones. At first sight, of the code of the day
    before: 123, 126 and 118 (0.88, 0.90, 0.86). Of the halves that nobody read, after the others were mended,
    67 of 71, 67 of 68 and 65 of 69.
    """
    for prefix, fewest in (("fourteenth_", 136), ("fifteenth_", 139), ("sixteenth_", 133)):
        gone = _count_in(prefix, clean=80, flagged=0)
        assert sum(masked for masked, _ in gone.values()) >= fewest


def test_figures_of_the_seventeenth_corpus_are_held() -> None:
    """Patterns only, written on the same day, after that work, by another; measured once, and nobody read it.

    120 sentences with 128 details and 80 clean ones. At first sight 125 of 128 (0.977), no clean one flagged;
    the code of the day before 114.
    """
    gone = _count_in("seventeenth_", clean=80, flagged=0)
    assert sum(masked for masked, _ in gone.values()) >= 125


def _count_in(prefix: str, clean: int, flagged: int) -> dict[str, tuple[int, int]]:
    """How many details of a corpus are masked, by kind; checked: its clean sentences and their flags."""
    corpus = read_corpus(prefix)
    found = flag(corpus)
    plain = [bool(spans) for (_, details), spans in zip(corpus, found, strict=True) if not details]
    assert len(plain) == clean
    assert sum(plain) <= flagged
    return count_masked(corpus, found)


_LEFT = ("name", "address", "url")
