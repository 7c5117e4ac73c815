"""The main job on a real write-up, as a user runs it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from docx import Document
from pypdf import PdfReader

from pipeline.flow.stages import EVENT_FLOW
from tests.conftest import ROOT, Run, list_files, read_csv

EVENT = "2024-09-20-mansfield-library"


def test_every_note_is_read_at_its_table(mansfield: Path) -> None:
    notes = read_csv(mansfield, EVENT, "notes")
    assert notes["table"].astype(str).value_counts().to_dict() == {"1": 37, "2": 101, "3": 53}
    assert (notes["kind"] == "post-it").sum() == 36


def test_every_note_is_verbatim_on_its_line(mansfield: Path, mansfield_source: Path) -> None:
    lines = mansfield_source.read_text(encoding="utf-8").split("\n")
    for note in read_csv(mansfield, EVENT, "notes").itertuples():
        assert note.text in lines[note.line - 1]
        assert re.sub(r"^- ", "", lines[note.line - 1].strip()) == note.text  # whole, not a part


def test_every_line_is_accounted_for_once(mansfield: Path, mansfield_source: Path) -> None:
    lines = mansfield_source.read_text(encoding="utf-8").split("\n")
    ledger = read_csv(mansfield, EVENT, "ledger")
    assert ledger["line"].tolist() == list(range(1, 514))
    assert ledger["text"].tolist() == lines
    assert (ledger["role"] == "note").sum() == 191


def test_the_organisers_summary_is_kept_apart(mansfield: Path, mansfield_source: Path) -> None:
    lines = mansfield_source.read_text(encoding="utf-8").split("\n")
    first = next(i for i, line in enumerate(lines, start=1) if line.startswith("## Summary of some"))
    last = next(i for i, line in enumerate(lines, start=1) if line.startswith("## Next steps"))
    ledger = read_csv(mansfield, EVENT, "ledger").set_index("line")
    roles = ledger.loc[first : last - 1, "role"]
    assert set(roles) == {"summary", "blank"}
    assert ledger.loc[last, "role"] == "heading"


def test_each_note_has_one_main_theme(mansfield: Path) -> None:
    notes = read_csv(mansfield, EVENT, "notes")
    coded = read_csv(mansfield, EVENT, "coded_notes")
    themes = read_csv(mansfield, EVENT, "themes")
    assert coded["note_id"].tolist() == notes["note_id"].tolist()
    assert coded["text"].tolist() == notes["text"].tolist()
    assert coded["theme_id"].isin(themes["theme_id"]).all()
    counted = coded["theme_id"].value_counts().to_dict()
    assert counted == dict(zip(themes["theme_id"], themes["notes"], strict=True))


def test_a_question_has_a_number_of_themes_a_reader_can_hold(mansfield: Path) -> None:
    themes = read_csv(mansfield, EVENT, "themes")
    per_question = themes["question_id"].value_counts()
    assert len(per_question) == 3
    assert per_question.min() >= 4
    headed = themes["basis"] == "heading"
    assert themes.loc[~headed, "question_id"].value_counts().max() <= 10
    # What people sorted themselves stays as they sorted it, however many headings they wrote.
    written = read_csv(mansfield, EVENT, "notes").groupby("question_id")["heading"].nunique()
    for question_id, count in themes.loc[headed, "question_id"].value_counts().items():
        assert count <= written[question_id]


def test_titles_are_plain_and_differ(mansfield: Path) -> None:
    themes = read_csv(mansfield, EVENT, "themes")
    for _, group in themes.groupby("question_id"):
        assert group["title"].str.casefold().is_unique
    assert not themes["title"].str.contains("_").any()
    long = themes["title"].str.split().str.len()
    assert long[themes["basis"] != "heading"].between(1, 12).all()  # a heading stays as people wrote it
    coded = read_csv(mansfield, EVENT, "coded_notes")
    for theme_id, title in themes.loc[long == 1, ["theme_id", "title"]].to_numpy():
        # One word says enough only where it is what the notes themselves speak of.
        own = coded.loc[coded["theme_id"] == theme_id, "text"].str.casefold()
        stem = title.casefold()[: max(4, len(title) - 3)]  # "communities" is what notes on a community name
        assert own.str.contains(stem, regex=False).sum() >= 3


def test_reports_open_and_the_appendix_holds_every_note(mansfield: Path) -> None:
    reports = mansfield / "reports" / EVENT
    themes = read_csv(mansfield, EVENT, "themes")
    titled = themes[(themes["basis"] != "discovered") | ~themes["title"].str.startswith("“")]
    assert len(titled) > 10
    for name, told in (("report.docx", titled), ("appendix.docx", themes)):
        document = Document(str(reports / name))
        said = [paragraph.text for paragraph in document.paragraphs]
        said += [cell.text for table in document.tables for cell in table.columns[0].cells]
        assert all(title in "\n".join(said) for title in told["title"]), name
    assert (reports / "appendix.html").read_text(encoding="utf-8").count('id="note-') == 191
    assert (reports / "report.md").is_file()


def test_the_report_is_short(mansfield: Path) -> None:
    assert len(PdfReader(mansfield / "reports" / EVENT / "report.pdf").pages) <= 6


def test_same_in_same_out_whatever_the_surroundings(
    mansfield: Path, mansfield_source: Path, run_pipeline: Run, tmp_path: Path
) -> None:
    done = run_pipeline(
        "run", mansfield_source, "--workspace", tmp_path,
        PYTHONHASHSEED="7", LC_ALL="de_DE.UTF-8", TZ="Pacific/Auckland", OMP_NUM_THREADS="1",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for part in ("data/processed", "reports"):
        assert list_files(tmp_path / part) == list_files(mansfield / part)


def test_deleted_results_come_back_to_the_byte(samples: Path, run_pipeline: Run, tmp_path: Path) -> None:
    event = "2025-06-eastmere-online"
    source = Path(__file__).parents[2] / "data" / "raw" / event
    workspace = tmp_path / "w"
    shutil.copytree(samples / ".cache", workspace / ".cache")
    for _ in range(2):
        assert run_pipeline("run", source, "--workspace", workspace).returncode == 0
        for part in ("data/processed", "reports"):
            assert list_files(workspace / part / event) == list_files(samples / part / event)
            shutil.rmtree(workspace / part)


def test_a_second_run_finds_all_fresh(own_samples: Path, run_pipeline: Run) -> None:
    source = Path(__file__).parents[2] / "data" / "raw" / "2025-03-harrowby-library"
    before = {path: path.stat().st_mtime_ns for path in own_samples.rglob("*") if path.is_file()}
    done = run_pipeline("run", source, "--workspace", own_samples, "--verbose")
    assert done.returncode == 0
    lines = [line for line in done.stderr.splitlines() if line.startswith("2025-03")]
    assert len(lines) == len(EVENT_FLOW)
    assert all(line.endswith("fresh (nothing it depends on has changed)") for line in lines)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_adding_a_note_changes_no_other_id(samples: Path, run_pipeline: Run, tmp_path: Path) -> None:
    event = "2025-03-harrowby-library"
    folder = shutil.copytree(Path(__file__).parents[2] / "data" / "raw" / event, tmp_path / event)
    write_up = folder / "notes.md"
    lines = write_up.read_text(encoding="utf-8").split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith("- Meetings always"))
    lines.insert(first, "- A point nobody had written down yet")
    write_up.write_text("\n".join(lines), encoding="utf-8")
    assert run_pipeline("run", folder, "--workspace", tmp_path / "w").returncode == 0
    before = read_csv(samples, event, "notes")["note_id"]
    after = read_csv(tmp_path / "w", event, "notes")["note_id"]
    assert set(before) < set(after)
    assert len(after) == len(before) + 1


def test_samples_are_named_beside_an_event_of_ones_own(
    run_pipeline: Run, own_samples: Path, tmp_path: Path
) -> None:
    sample = ROOT / "data" / "raw" / "2025-03-harrowby-library"
    (tmp_path / "own.md").write_text("## What would help?\n\n- Tea\n- A later bus\n", encoding="utf-8")
    alone = run_pipeline("run", sample, "--workspace", own_samples)
    beside = run_pipeline("run", sample, tmp_path / "own.md", "--workspace", own_samples)
    assert "with the project" not in alone.stdout
    assert f"{sample.name} is a sample that comes with the project" in beside.stdout
    # An event's name stands in one piece, and how to look at what is doubtful beside the doubts.
    assert f"│{sample.name} │" in alone.stdout
    read = f"python -m pipeline ingest --workspace {own_samples} data/raw/2025-03-harrowby-library --explain"
    assert read in alone.stdout
    # A run tells of the series of the events it is about, and of no other.
    assert "Series wexmoor-listening-2025" in alone.stdout
    own = run_pipeline("run", tmp_path / "own.md", "--workspace", own_samples)
    wrong = run_pipeline("run", tmp_path / "nowhere.md", "--workspace", own_samples)
    assert (own.returncode, wrong.returncode) == (0, 1)
    assert "wexmoor" not in own.stdout + wrong.stdout + wrong.stderr


def test_the_demo_takes_every_note_of_its_write_up_and_lies_apart(run_pipeline: Run, tmp_path: Path) -> None:
    done = run_pipeline("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
    tmp_path = tmp_path / "demo"
    event = "2025-09-ferncliffe-village-hall"
    written = (ROOT / "pipeline" / "commands" / "demo.md").read_text(encoding="utf-8")
    bullets = [line[2:] for line in written.splitlines() if line.startswith("- ")]
    assert read_csv(tmp_path, event, "notes")["text"].tolist() == bullets
    assert (tmp_path / "reports" / event / "report.html").is_file()
    # In another workspace than the current folder, where corrections go is named from where one stands.
    assert f"into the folder {Path('demo', 'data', 'raw', event)} " in done.stdout
