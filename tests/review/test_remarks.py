"""What people wrote on files of our own, or beside a page that came back, is named or in the ledger."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pypdf
from pypdf.annotations import FreeText, Text

from pipeline.ingest import gather_event, read_event
from pipeline.settings import load_settings
from tests.review.workbooks import EVENT

REMARK = "Ask Joan about the lift"


def _comment(content: bytes, missed: str = "") -> bytes:
    document = docx.Document(io.BytesIO(content))
    document.add_comment(
        next(one for one in document.paragraphs if one.runs).runs, text=REMARK, author="Joan"
    )
    if missed:
        document.tables[-1].rows[1].cells[0].text = missed
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_comments_on_our_own_files_are_named_as_unread(workspace: Path) -> None:
    raw, made = workspace / "data" / "raw" / EVENT, workspace / "reports" / EVENT
    (raw / "report.docx").write_bytes(_comment((made / "report.docx").read_bytes()))
    (raw / "appendix.docx").write_bytes((made / "appendix.docx").read_bytes())
    pdf = pypdf.PdfWriter(clone_from=made / "report.pdf")
    pdf.add_annotation(0, Text(rect=(50, 550, 100, 600), text=REMARK))
    pdf.add_annotation(0, FreeText(rect=(50, 400, 300, 450), text="This title is wrong"))
    pdf.write(raw / "report.pdf")
    found = read_event(gather_event(raw), load_settings().ingest)
    said = found.sources.set_index("source")["reason"]
    assert "nor 1 comment that somebody wrote on it" in said["report.docx"]
    assert "nor 2 comments that somebody wrote on it" in said["report.pdf"]
    assert "comment" not in said["appendix.docx"]
    assert not any(REMARK in reason for reason in said)


def test_a_comment_beside_a_page_that_came_back_is_in_the_ledger(workspace: Path) -> None:
    raw, made = workspace / "data" / "raw" / EVENT, workspace / "reports" / EVENT
    missed = "We said that the loop was off"
    (raw / "back.docx").write_bytes(_comment((made / "notes.docx").read_bytes(), missed))
    found = read_event(gather_event(raw), load_settings().ingest)
    back = found.ledger[found.ledger["source"] == "back.docx"].set_index("role")
    assert back.loc["note", "text"] == missed
    assert back.loc["metadata", "text"] == REMARK
    assert "comment" in back.loc["metadata", "reason"]


def test_tasks_of_a_markdown_list_are_in_the_ledger(tmp_path: Path) -> None:
    raw = tmp_path / "tea"
    raw.mkdir()
    tasks = ["- [ ] Split the first theme", "- [x] The bus note belongs to travel"]
    text = "\n".join(["## What helps?", "", "- A bus", "- A chair", *tasks, ""])
    (raw / "notes.md").write_text(text, encoding="utf-8")
    found = read_event(gather_event(raw), load_settings().ingest)
    assert found.notes["text"].tolist() == ["A bus", "A chair"]
    named = found.ledger[found.ledger["text"].isin(tasks)]
    assert named["text"].tolist() == tasks
    assert all(named["reason"])
