"""The cues of cues.toml are those the code asks for, and are read as they are written."""

from __future__ import annotations

import re
import tomllib

import pytest

from pipeline.privacy.names.lists import PATTERNS, RUNS, WORDS
from pipeline.privacy.names.words import Text
from tests.conftest import ROOT

_FOLDER = ROOT / "pipeline" / "privacy"
_WRITTEN = (_FOLDER / "names" / "cues.toml").read_text(encoding="utf-8")
_CODE = "".join(path.read_text(encoding="utf-8") for path in sorted(_FOLDER.rglob("*.py")))


def test_every_cue_is_of_one_kind_says_what_it_means_and_is_used() -> None:
    for cue, entry in tomllib.loads(_WRITTEN).items():
        assert entry["says"]
        assert sum(cue in kind for kind in (WORDS, RUNS, PATTERNS)) == 1
        named = re.compile(rf'"{cue}"|<{cue}>')
        assert named.search(_CODE) or named.search(_WRITTEN), cue


def test_every_cue_the_code_asks_for_is_there() -> None:
    assert set(re.findall(r'WORDS\["(\w+)"\]', _CODE)) <= set(WORDS)
    assert set(re.findall(r'ends_with\([^"()]*"(\w+)"', _CODE)) <= set(RUNS)
    assert set(re.findall(r'(?:goes_on|person_after)\([^"()]*"(\w+)"', _CODE)) <= set(PATTERNS)


@pytest.mark.parametrize(
    ("text", "cue", "goes_on"),
    [
        ("on the front desk", "at_work", True),
        ("on the very odd desk", "at_work", False),
        ("helped my mum with it", "deeds", True),
        ("helped my mum, with it", "deeds", False),
        ("was lovely with", "deeds", True),
        ("was lovely with the", "deeds", True),
        ("was lovely with, oh", "deeds", True),
        ("was lovely with sugar", "deeds", False),
        ("was rude", "surely_a_person", True),
        ("was a", "surely_a_person", False),
        ("was a", "a_person", True),
        ("and, me", "and_i", True),
    ],
)
def test_patterns(text: str, cue: str, goes_on: bool) -> None:
    assert Text(f"x {text}").goes_on(1, cue) == goes_on
