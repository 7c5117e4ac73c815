"""Codebooks: their form, what they inherit, and what is expected of one event."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.themes.codebook import (
    FOLDER,
    Codebook,
    expect_themes,
    find_codebook,
    load_codebook,
    read_written,
)
from tests.conftest import ROOT

TRUST = "- {code: trust, title: Trust, definition: People trust each other.}\n"
MONEY = "- {code: money, title: Money, definition: There is enough money., sources: [act]}\n"
PARENT = f"codebook: parent\nsources:\n- {{key: act, title: An Act}}\ncodes:\n{TRUST}{MONEY}"


def test_the_codebooks_that_come_with_the_pipeline_are_of_their_form() -> None:
    for path in sorted(FOLDER.glob("*.yaml")):
        codebook = load_codebook(path.stem, ROOT)
        assert all(len(code.examples) >= 4 for code in codebook.codes)
        assert all(len(code.title.split()) <= 7 for code in codebook.codes)
        assert codebook.sources


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("codes: [", "cannot be read as YAML"),
        ("codebook: x", "no list of codes"),
        ("codes:\n- trust", "entry 1 of 'codes' is not a code"),
        ("codes:\n- {code: trust, title: T}", "code 'trust': it has no 'definition'"),
        ("codes:\n- {code: Trust me, title: T, definition: D}", "not a short name"),
        ("codes:\n- {code: t, title: T, definition: D, colour: red}", "code 't': there is no entry 'colour'"),
        (
            "codes:\n- {code: t, title: T, definition: D, examples: text}",
            "'examples' must be a list of texts",
        ),
        ("codes:\n- {code: t, title: T, definition: D, sources: [x]}", "cites 'x'"),
        (
            "codes:\n- {code: a, title: T, definition: D}\n- {code: b, title: t, definition: D}",
            "title 't' is there 2 times",
        ),
        ("!!python/object/apply:os.system ['true']", "cannot be read as YAML"),
    ],
)
def test_a_codebook_of_another_form_is_refused_in_one_line(content: str, says: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_written(content, where="own.yaml")
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_unknown_codebook_is_refused() -> None:
    with pytest.raises(SettingsError, match="no codebook 'x'"):
        find_codebook("x", ROOT)


def _load(folder: Path, name: str, **files: str) -> Codebook:
    for file, content in {"parent": PARENT, **files}.items():
        (folder / f"{file}.yaml").write_text(content, encoding="utf-8")
    return load_codebook(f"{name}.yaml", folder)


def _codes(codebook: Codebook) -> list[tuple[str, str]]:
    return [(code.code, code.title) for code in codebook.codes]


def test_no_codebook_is_a_codebook_without_codes(tmp_path: Path) -> None:
    assert load_codebook("", tmp_path).codes == ()


def test_codes_of_the_parent_come_first_and_may_be_redefined_or_left_out(tmp_path: Path) -> None:
    child = (
        "codebook: child\ninherits: parent.yaml\nwithout: [money]\ncodes:\n"
        "- {code: pets, title: Pets, definition: Cats and dogs.}\n"
        "- {code: trust, title: Trust at home, definition: Other.}\n"
    )
    found = _load(tmp_path, "child", child=child)
    assert _codes(found) == [("trust", "Trust at home"), ("pets", "Pets")]
    assert found.name == "child"
    assert found.sources == {"act": "An Act"}


def test_several_parents_and_theirs(tmp_path: Path) -> None:
    other = "codebook: other\ncodes:\n- {code: pets, title: Pets, definition: Cats.}\n"
    middle = "inherits: parent.yaml\n"
    found = _load(
        tmp_path, "child", other=other, middle=middle, child="inherits: [other.yaml, middle.yaml]\n"
    )
    assert _codes(found) == [("pets", "Pets"), ("trust", "Trust"), ("money", "Money")]


def test_a_code_may_cite_a_source_of_the_parent(tmp_path: Path) -> None:
    code = "- {code: pets, title: Pets, definition: Cats., sources: [act]}\n"
    assert _load(tmp_path, "child", child=f"inherits: parent.yaml\ncodes:\n{code}").codes[2].sources == (
        "act",
    )


def test_one_that_comes_with_the_pipeline_can_be_inherited(tmp_path: Path) -> None:
    found = _load(tmp_path, "child", child="inherits: engagement\nwithout: [taxes]\n")
    assert len(found.codes) == len(load_codebook("engagement", tmp_path).codes) - 1


@pytest.mark.parametrize(
    ("child", "says"),
    [
        ("inherits: child.yaml\n", "inherits from 'child.yaml'"),
        ("inherits: loop.yaml\n", "inherits from 'child.yaml'"),
        ("inherits: nobody\n", "no codebook 'nobody'"),
        ("inherits: parent.yaml\nwithout: [pets]\n", "'without' names 'pets'"),
        ("inherits: 3\n", "'inherits' is not a list of names"),
        ("inherits: parent.yaml\nwithout: {money: true}\n", "'without' is not a list of names"),
        ("inherit: parent.yaml\n", "no entry 'inherit'"),
        (
            "inherits: parent.yaml\ncodes:\n- {code: pets, title: trust, definition: D}\n",
            "title 'trust' is there 2 times",
        ),
        (
            "inherits: parent.yaml\ncodes:\n- {code: pets, title: Pets, definition: D, sources: [x]}\n",
            "cites 'x'",
        ),
    ],
)
def test_inheritance_that_cannot_be_is_refused_in_one_line(child: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        _load(tmp_path, "child", child=child, loop="inherits: child.yaml\n")
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_expected_themes_stand_in_front_and_a_known_title_means_its_code(tmp_path: Path) -> None:
    parent = _load(tmp_path, "parent")
    found = expect_themes(parent, [("Café & Küche", ["tea", "soup"]), ("money", ["grants"])])
    assert [code.code for code in found.codes] == ["seed-cafe-kuche", "money", "trust"]
    assert [code.expected for code in found.codes] == [True, True, False]
    assert found.codes[0].examples == ("tea", "soup")
    assert found.codes[1].definition == "There is enough money."
    assert expect_themes(parent, []) == parent
