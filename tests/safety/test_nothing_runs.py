"""The code runs, unpacks and expands nothing that people send; documents: see test_harmful_documents.py."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pipeline.settings import load_settings
from tests.conftest import ROOT

SOURCES = sorted((ROOT / "pipeline").rglob("*.py"))
# Modules that run, unpickle, fetch or serve; none of them is needed here.
MODULES = frozenset(
    (
        "pickle",
        "marshal",
        "shelve",
        "dill",
        "cloudpickle",
        "joblib",
        "subprocess",
        "socket",
        "ssl",
        "urllib",
        "http",
        "requests",
        "httpx",
        "httpx2",
        "aiohttp",
        "openai",
        "dask",
        "distributed",
        "ftplib",
        "smtplib",
        "telnetlib",
        "xmlrpc",
        "webbrowser",
        "code",
        "codeop",
        "runpy",
        "pty",
        "multiprocessing",
        "tarfile",
        "xml.dom",
        "xml.sax",
        "xml.etree.cElementTree",
        "lxml",
        "logging.config",
    )
)
SAFE_PARTS = {"xml.sax.saxutils"}  # writes escapes, reads nothing
# A language model on this computer is asked where a person has switched that on: its own tests hold that it
# goes nowhere else. By default it is off (see below). So is the engine with workers of its own.
EXEMPT = {
    "language_model/address.py": ("socket", "urllib"),
    "language_model/server.py": ("ssl", "urllib", "urllib3"),
    "flow/engine.py": ("urllib",),
    # HTML's parser knows no entities of a document's own, and opens nothing.
    "ingest/web/__init__.py": (r"lxml\.etree(?:\.HTMLParser)?",),
    # Project files of other tools: a document type is refused (tests/review/test_exchange.py).
    "keeping/qda.py": (r"lxml(?:\.etree)?",),
    "flow/cluster.py": ("dask", "distributed", "socket", "urllib"),
}
FUNCTIONS = frozenset(("eval", "exec", "compile", "__import__", "breakpoint", "input"))
METHODS = frozenset(
    (
        "system",
        "popen",
        "execv",
        "execve",
        "execvp",
        "spawnl",
        "spawnv",
        "startfile",
        "fork",
        "extract",
        "extractall",
        "unpack_archive",
        "read_pickle",
        "to_pickle",
        "unsafe_load",
        "full_load",
        "load_all",
        "import_module",
        "set_trace",
        "read_html",
        "read_xml",
        "read_sql",
        "query",
        "literal_eval",
        "from_string",
        "run_path",
        "run_module",
        "dlopen",
    )
)


def find_dangers(code: str) -> list[str]:
    """Calls and imports in a module that could run, fetch or unpack what people sent."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            names = []
        for name in names:
            steps = {".".join(name.split(".")[:count]) for count in range(1, name.count(".") + 2)}
            if steps & MODULES and not steps & SAFE_PARTS and not SAFE_PARTS & set(names):
                found.append(f"line {node.lineno}: imports {name}")
        if isinstance(node, ast.Call):
            found += _judge_call(node)
    return found


def _judge_call(node: ast.Call) -> list[str]:
    called = node.func
    keywords = {word.arg: ast.unparse(word.value) for word in node.keywords}
    told = ast.unparse(called)
    bad = isinstance(called, ast.Name) and called.id in FUNCTIONS
    bad |= isinstance(called, ast.Attribute) and called.attr in METHODS
    bad |= told in ("yaml.load", "yaml.dump", "os.open_code") or keywords.get("shell") == "True"
    bad |= told in ("np.load", "numpy.load") and keywords.get("allow_pickle") != "False"
    bad |= told.endswith("Environment") and told != "Environment" and keywords.get("autoescape") != "True"
    bad |= (
        re.fullmatch(r"(ElementTree|ET|etree)\.(parse|fromstring|XML|iterparse|XMLParser)", told) is not None
    )
    return [f"line {node.lineno}: calls {told}"] if bad else []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT / "pipeline").as_posix())
def test_the_code_runs_nothing_that_people_send(path: Path) -> None:
    allowed = EXEMPT.get(path.relative_to(ROOT / "pipeline").as_posix(), ())
    found = find_dangers(path.read_text(encoding="utf-8"))
    assert [one for one in found if not re.search(rf"imports ({'|'.join(allowed) or '-'})\b", one)] == []


def test_the_language_model_is_off_unless_a_person_switches_it_on() -> None:
    assert load_settings().model.kind == "none"


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from subprocess import run",
        "import os; os.system('x')",
        "eval('1')",
        "yaml.load(x)",
        "np.load('x')",
        "archive.extractall('x')",
        "jinja2.Environment(loader=x)",
        "import urllib.request",
        "from xml.dom import minidom",
        "etree.fromstring(x)",
        "run(x, shell=True)",
        "import lxml.etree",
    ],
)
def test_dangers_are_found(code: str) -> None:
    assert find_dangers(code)


def test_parsers_of_xml_are_the_two_that_are_guarded() -> None:
    """defusedxml, and expat with a handler that refuses every document type."""
    imports = {
        path.name: path.read_text(encoding="utf-8")
        for path in SOURCES
        if re.search(r"^\s*(?:from|import) (?:xml|defusedxml|lxml)", path.read_text("utf-8"), re.MULTILINE)
    }
    for name, code in imports.items():
        for line in re.findall(r"^\s*from xml\.etree\.ElementTree import (.+)$", code, re.MULTILINE):
            assert set(line.split(", ")) <= {"Element", "ParseError"}, name
        if "expat" in code:
            assert "StartDoctypeDeclHandler = refuse" in code, name


def test_templates_trust_nothing() -> None:
    folder = ROOT / "pipeline" / "report" / "templates"
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape\s+false|Markup\(", text), path.name
        if path.suffix == ".typ":
            assert not re.search(r"\beval\(|#import \"@|\bread\(|\bplugin\(", text), path.name
        if path.suffix == ".js":
            assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text), (
                path.name
            )
