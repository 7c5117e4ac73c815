"""Notes in other languages are seen, and no English note is taken for one."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.language import find_other_language
from pipeline.wording.notes import NAMES, say_other_languages
from tests.conftest import SHARED

# Written for this test, as people write on a post-it.
OTHERS = [
    ("cy", "Mae angen mwy o fysiau gyda'r nos"),
    ("cy", "Dw i eisiau cwrdd wyneb yn wyneb"),
    ("pl", "Potrzebujemy więcej tłumaczy"),
    ("pl", "Nie wiem, kogo zapytać o pomoc"),
    ("ro", "Avem nevoie de mai multe locuri de parcare"),
    ("ur", "ہمیں مزید ترجمان چاہئیں"),
    ("es", "Necesitamos más autobuses por la noche"),
    ("fr", "Il faut plus de formation pour les bénévoles"),
    ("so", "Waxaan u baahanahay turjubaan badan"),
    ("pt", "Precisamos de mais apoio para os cuidadores"),
    ("tr", "Daha fazla otobüs lazım"),
    ("ar", "نحتاج إلى مترجمين"),
    ("bn", "আমাদের আরও দোভাষী দরকার"),
    ("zh", "我们需要更多翻译"),
]
ENGLISH = [
    "Keep B2 open in Worksop.",
    "no interpreter, no captions, so no me",
    "tick tick tick send",
    "hedgehog holes in fences",
    "café",
    "GP / PPG / ICB",
    "[name] was très kind",
    "",
    "??",
    "Croeso!",
    "101. 52 minutes. hung up",
]


@pytest.mark.parametrize(("code", "words"), OTHERS)
def test_a_note_in_another_language_is_seen(code: str, words: str) -> None:
    assert find_other_language(words, "en") == code
    assert find_other_language(words, code) == ""


@pytest.mark.parametrize("words", ENGLISH)
def test_what_is_not_sure_is_not_said(words: str) -> None:
    assert find_other_language(words, "en") == ""


def test_no_english_note_is_taken_for_another_language() -> None:
    texts = pd.read_csv(SHARED / "labelled" / "theme_groups.csv", keep_default_na=False)["text"]
    taken = [text for text in texts.drop_duplicates() if find_other_language(text, "en")]
    assert len(taken) <= len(texts) // 2000


def test_it_is_said_where_they_stand_and_never_what_they_say() -> None:
    language = pd.DataFrame({"note_id": ["a", "b", "c"], "other_language": ["cy", "", "pl"]})
    notes = pd.DataFrame(
        {
            "note_id": ["a", "b", "c"],
            "locator": ["", "", "row 4"],
            "line": [7, 8, 9],
            "words": ["x", "y", "z"],
        }
    )
    (said,) = say_other_languages(language, notes)  # type: ignore[arg-type]
    assert said.startswith(
        "2 notes are in another language (1 in Polish and 1 in Welsh) and under “Other points”"
    )
    assert said.endswith("line 7, row 4")
    assert say_other_languages(language[1:2], notes) == []  # type: ignore[arg-type]


def test_every_language_has_an_english_name() -> None:
    assert all(len(code) == 2 and name[0].isupper() for code, name in NAMES.items())
