"""Notes in a language that the vectors don't know are put into no theme by the program."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.themes.group import APART, WardThemes
from tests.conftest import Run

NOTES = """# Listening event

## Table 1: What would help people to take part?

- The last bus goes before the meeting ends
- An evening bus, please
- No bus on a Sunday
- A bus that takes two wheelchairs
- The bus stop is too far from the hall
- A free bus pass for carers
- Mae angen mwy o fysiau gyda'r nos
- Potrzebujemy więcej tłumaczy na spotkaniach
- Waxaan u baahanahay turjubaan badan
- Plain English in every letter
- Letters in large print
- A letter, not an email
- The hospital's letters use words nobody knows
- Send the letter a week before
- Letters came after the appointment
"""


def test_they_stay_outside_however_near_they_are() -> None:
    one, other = np.eye(2, dtype=np.float32)
    vectors = np.array([one] * 4 + [other] * 4 + [one, other], dtype=np.float32)
    headed = np.array([-1] * 8 + [APART] * 2)
    found = WardThemes(2, 2, belongs=0.2, headed=headed).fit(vectors)
    assert found.labels_.tolist() == [0] * 4 + [1] * 4 + [2, 2]
    assert found.other_ == 2
    assert found.take(np.array([1] * 4 + [-1] * 4 + [1, 0])) == [1]
    assert found.labels_.tolist() == [0] * 4 + [1] * 6
    assert found.other_ == 1
    plain = WardThemes(2, 2, belongs=0.2).fit(vectors)
    assert plain.other_ is None


def test_a_run_says_where_they_stand(run_pipeline: Run, tmp_path: Path) -> None:
    source = tmp_path / "data" / "raw" / "hall" / "notes.md"
    source.parent.mkdir(parents=True)
    source.write_text(NOTES, encoding="utf-8")
    done = run_pipeline("run", "--workspace", tmp_path)
    assert done.returncode == 0
    assert "3 notes are in another language (1 in Polish, 1 in Somali and 1 in Welsh)" in done.stdout
    coded = pd.read_csv(tmp_path / "data" / "processed" / "hall" / "coded_notes.csv", keep_default_na=False)
    outside = coded[coded["text"].str.contains("fysiau|tłumaczy|turjubaan")]
    assert len(outside) == 3
    assert set(outside["theme"]) == {"Other points"}
    assert coded["theme"].nunique() > 2
