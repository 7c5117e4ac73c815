"""What comes with the project: used, pinned, of a licence that binds nobody, and the weights that were meant.

That every version is pinned is held by tests/contract/test_readme.py, and that other weights than those
pinned are refused by tests/embedding/test_embedding.py.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
import shutil
import sys
import tomllib
from pathlib import Path

import pytest

from pipeline.embedding.encoder import find_model
from pipeline.flow import freshness
from pipeline.flow.freshness import hash_code
from pipeline.settings import load_settings
from tests.conftest import ROOT
from tests.safety.licences import LIST, find_licence, list_licences
from tests.safety.packages import list_runtime
from tests.safety.sbom import make_bill

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # design.md, section 6


def test_no_licence_binds_who_uses_the_program() -> None:
    licences = list_licences()
    assert len(licences) > 60
    assert {name: said for name, said in licences.items() if not said[0]} == {}


def test_the_list_of_licences_holds_every_package() -> None:
    """Some packages come on some systems alone, so the list may hold more than is installed here."""
    listed = set(re.findall(r"^\| ([\w.-]+) \|", LIST.read_text(encoding="utf-8"), re.MULTILINE)) - {
        "package"
    }
    assert set(list_runtime()) - listed == set(), "run: python -m tests.safety.licences --write"


@pytest.mark.parametrize(
    "said", ["GPL-3.0-or-later", "GNU Affero General Public License v3", "", "Proprietary"]
)
def test_a_licence_that_binds_or_is_unknown_is_named(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    about = importlib.metadata.metadata("click")
    del about["License-Expression"]
    about["License"] = said
    monkeypatch.setattr(importlib.metadata, "metadata", lambda name: about)
    assert find_licence("click")[0] == ""


def test_every_dependency_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline").rglob("*.py"))
    modules: dict[str, list[str]] = {}
    for module, names in importlib.metadata.packages_distributions().items():
        for name in names:
            modules.setdefault(re.sub(r"[-_.]+", "-", name).lower(), []).append(module)
    unused = []
    for line in PROJECT["project"]["dependencies"]:
        name = re.split(r"[=<>\[; ]", line)[0].lower()
        own = [re.escape(module) for module in modules[name] if not module.startswith("_")]
        if not re.search(
            rf"^\s*(?:from|import) (?:{'|'.join(own)})\b|\"(?:{'|'.join(own)})\"", code, re.MULTILINE
        ):
            unused.append(name)
    assert unused == []


def test_nothing_is_imported_that_is_no_dependency() -> None:
    """Else it would be there by chance, because something else brings it, and gone at the next update."""
    declared = {
        re.split(r"[=<>\[; ]", line)[0].lower()
        for line in [
            *PROJECT["project"]["dependencies"],
            *(one for extra in PROJECT["project"].get("optional-dependencies", {}).values() for one in extra),
        ]
    }
    owners = importlib.metadata.packages_distributions()
    undeclared = set()
    for path in (ROOT / "pipeline").rglob("*.py"):
        for module in re.findall(
            r"^\s*(?:from|import) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            names = {re.sub(r"[-_.]+", "-", name).lower() for name in owners.get(module, [])}
            if module not in sys.stdlib_module_names and names and not names & (declared | KNOWN):
                undeclared.add(f"{path.name}: {module}")
    assert undeclared == set()


# Ours, and what declared packages promise to bring: jinja2 escapes with markupsafe.
KNOWN = {"listening-event-notes", "markupsafe"}


def test_a_changed_file_of_the_program_is_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Results are made again, and bear another fingerprint, when code, word lists or templates change."""
    here = hash_code()
    copy = Path(shutil.copytree(ROOT / "pipeline", tmp_path / "pipeline"))
    monkeypatch.setattr(freshness, "__file__", str(copy / "flow" / "freshness.py"))
    assert hash_code() == here
    for name in (
        "privacy/names/__init__.py",
        "privacy/names/first_names.txt",
        "privacy/names/cues.toml",
        "report/templates/report.typ",
        "settings.toml",
    ):
        with (copy / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        changed = hash_code()
        assert changed != here, name
        here = changed


def test_the_weights_are_those_that_were_meant() -> None:
    model = find_model(load_settings().embedding)
    assert model.sha256 == WEIGHTS
    assert hashlib.sha256((model.folder / "model.safetensors").read_bytes()).hexdigest() == WEIGHTS


def test_the_bill_of_materials_holds_every_package_and_is_the_same_each_time() -> None:
    bill = json.loads(make_bill())
    assert bill["bomFormat"] == "CycloneDX"
    assert [part["name"] for part in bill["components"]] == list_runtime()
    for part in bill["components"]:
        assert part["purl"] == f"pkg:pypi/{part['name']}@{importlib.metadata.version(part['name'])}"
        assert part["licenses"]
    assert make_bill() == make_bill()
