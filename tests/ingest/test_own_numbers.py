"""The numbers that a document gives its questions are kept, wherever the wording lost them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ingest import gather_event, read_event
from pipeline.settings import load_settings


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "## Q3. What works?\n- Tea\n- Cake\n\n## Q4) What does not?\n- Rain\n",
            ["Question 3", "Question 4"],
        ),
        ("## What works?\n- Tea\n- Cake\n\n## What does not?\n- Rain\n", ["", ""]),
        (
            "Question 2\nWhat works?\n- Tea\n\nQuestion 3\nWhat does not?\n- Rain\n",
            ["Question 2", "Question 3"],
        ),
        (
            "## Table 1: Q2. What works?\n- Tea\n\n## Table 2: Q5. What gets in the way?\n- Rain\n",
            ["Question 2", "Question 5"],
        ),
    ],
)
def test_numbers_of_questions(tmp_path: Path, text: str, numbers: list[str]) -> None:
    (tmp_path / "notes.md").write_text(text, encoding="utf-8")
    found = read_event(gather_event(tmp_path / "notes.md"), load_settings(None).ingest)
    assert found.questions["number"].tolist() == numbers
