"""The reports' own sentences are plain English, and the page for people who were there is easy to read."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pipeline.report import wording as wording_module
from pipeline.report.event.page import FILE, ShortForm, advise_authors, find_short_forms, read_glossary
from pipeline.report.wording import SENTENCES
from tests.report.made_event import Case
from tests.report.reading import read_html

ROOM = Path(wording_module.__file__).parent
# Words of the trade, of officials and of computers. "Codebook" is the team's own word and explained where
# it stands; "event.toml" is a file's name.
JARGON = re.compile(
    r"""\b(?:
    clusters?|clustering|corpus|corpora|vectors?|vectori[sz]ed?|embeddings?|algorithms?|outliers?|centroids?|
    cosine|tokens?|lemmas?|n-grams?|metrics?|parameters?|thresholds?|datasets?|classifiers?|inference|
    similarity\ matrix|dimensions?|dimensionality|projections?|iterations?|outputs?|inputs?|pipelines?|
    stakeholders?|leverag(?:e[sd]?|ing)|utili[sz](?:e[sd]?|ing|ation)|facilitat(?:e[sd]?|ing)|going\ forward|
    deliverables?|learnings|synerg(?:y|ies)|holistic|actionable|robust|granular(?:ity)?|operationali[sz]e|
    service\ users?|commence|prior\ to|in\ order\ to|with\ regard\ to|in\ terms\ of|whilst|thereof|e\.g\.|
    i\.e\.|etc|methodolog(?:y|ies)|quantitative|qualitative|statistic(?:al|s)?|significant(?:ly)?|respondents?|
    verbatim|anonymi[sz]ed?|aggregat(?:e[sd]?|ion)|modality|semantic(?:ally|s)?|heuristics?|AI|LLM|NLP
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
WORDED = (
    "wording.py",
    *("event/__init__.py", "event/themes.py", "event/frame.py", "event/page.py", "event/appendix.py"),
    *("event/choose.py", "event/note_map.py"),
)
QUOTED = ".words, h1, h2, h3, h4, td, th, svg, code, .eyebrow, .list span, .bl, .k, .entry, .context"


def _sentences(path: Path) -> list[str]:
    """Texts in a module that are meant for readers: no docstrings, no keys."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    quiet = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in quiet)
    return [text.value for text in texts if isinstance(text.value, str) and " " in text.value.strip()]


@pytest.mark.parametrize("name", WORDED)
def test_no_jargon_in_what_the_reports_can_say(name: str) -> None:
    sentences = _sentences(ROOM / name)
    assert not [(found[0], text) for text in sentences for found in JARGON.finditer(text)]


def test_no_jargon_on_the_pages(files: dict[str, bytes]) -> None:
    for name in ("report.html", "page.html"):
        page = read_html(files, name)
        for element in page.select(f"script, style, {QUOTED}"):
            element.decompose()
        text = page.body.get_text(" ")
        assert len(text.split()) > 60
        assert not [found[0] for found in JARGON.finditer(text)], name


def test_the_list_finds_jargon() -> None:
    assert JARGON.search("The clusters of this corpus were utilised by stakeholders.")
    assert not JARGON.search("A facilitator wrote this at a table; people told us what helps.")


def test_our_own_sentences_are_short() -> None:
    for kind, sentence in SENTENCES.items():
        for part in re.split(r"(?<=[.?!:;]) ", sentence):
            assert len(part.split()) <= 22, kind


def test_short_forms_are_found_and_told_from_stress() -> None:
    texts = [
        "The NHS and the council; NHS staff",
        "GPs and A&E, not the XYZQ",
        "We are NOT told. LISTEN to us",
        "WHY DOES NOBODY ANSWER THE PHONE AT THE PMB OFFICE",
        "A badge with the BADGE of honour",
    ]
    found = {
        form.form: (form.meaning != "", form.notes) for form in find_short_forms(texts, read_glossary({}))
    }
    assert found == {"A&E": (True, 1), "GP": (True, 1), "NHS": (True, 1), "XYZQ": (False, 1)}


def test_a_teams_own_meaning_wins() -> None:
    assert read_glossary({"PIP": "patients in partnership"})["PIP"] == "patients in partnership"
    assert read_glossary({})["PIP"].startswith("Personal")


def test_every_meaning_that_comes_with_the_pipeline_is_in_order_and_said_once() -> None:
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    forms = [line.partition(":")[0] for line in lines]
    assert forms == sorted(set(forms))
    assert all(line.partition(":")[2].strip() for line in lines)


def test_authors_are_told_what_is_missing() -> None:
    forms = [ShortForm("NHS", "National Health Service", 3), *find_short_forms(["Ask the QZX"], {})]
    unknown, contact = advise_authors(forms, "", background=True, promises=False)
    assert "QZX (1 note)" in unknown
    assert "NHS" not in unknown
    assert "whom to tell" in contact
    assert "blanks are left" in contact
    assert wording_module.BLANK_CONTACT in contact
    assert advise_authors(forms[:1], "Tell Jo on 01234 567890", background=True, promises=False) == ()
    (blank,) = advise_authors((), "Tell Jo on 01234 567890", background=False, promises=False)
    assert wording_module.BLANK_BACKGROUND in blank


def test_a_run_says_which_blanks_are_left_in_a_report(case: Case, files: dict[str, bytes]) -> None:
    told = files["authors.txt"].decode()
    for blank in (wording_module.BLANK_CONTACT, wording_module.BLANK_DATE):
        assert blank in read_html(files, "report.html").get_text()
        assert blank in told


def test_the_page_quotes_more_than_titles_and_names_every_theme(case: Case, files: dict[str, bytes]) -> None:
    page = read_html(files, "page.html")
    assert all(title in page.get_text() for title in case.themes["title"])
    for quote in page.select("blockquote .words"):
        assert quote.get_text().strip("“”") not in set(case.themes["title"])
