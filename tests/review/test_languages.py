"""What is typed in other languages comes back unchanged: titles, moves, second themes, names of reviewers."""

from __future__ import annotations

from pathlib import Path

from pipeline.tables import SEPARATOR
from tests.conftest import read_csv
from tests.review.conftest import run_event
from tests.review.workbooks import open_workbook

NOTES = """# Digwyddiad gwrando

## Beth sy'n rhwystro pobl?

- Mae'r bws olaf yn mynd am chwech o'r gloch
- Does dim digon o gyfieithwyr
- Mae'r llythyrau yn anodd eu deall
- Nid oes neb yn ffonio yn ôl

## Co przeszkadza ludziom?

- Autobus nie jeździ po szóstej wieczorem
- Potrzebujemy tłumacza na każdym spotkaniu
- Listy są pisane trudnym językiem
- Nikt nie oddzwania

## لوگوں کو کیا چیز روکتی ہے؟

- شام چھ بجے کے بعد کوئی بس نہیں چلتی
- ہر میٹنگ میں ترجمان ہونا چاہیے
- خطوط بہت مشکل زبان میں لکھے جاتے ہیں
- کوئی واپس فون نہیں کرتا
"""
TITLES = (("Cludiant gyda’r nos", "Popeth gyda’i gilydd"), ("Tłumacze i język", "Wszystko – łącznie"),
          ("کرایہ اور بسیں", "ترجمان (ہر جگہ)"))  # fmt: skip
REVIEWER = "Zoë Łukasz علی"


def test_titles_moves_and_second_themes_come_back_as_they_were_typed(tmp_path: Path) -> None:
    raw = tmp_path / "data" / "raw" / "tref"
    raw.mkdir(parents=True)
    (raw / "notes.md").write_text(NOTES, encoding="utf-8")
    run_event(tmp_path)
    coded = read_csv(tmp_path, "tref", "coded_notes")
    assert coded["question_id"].nunique() == len(TITLES)
    book = open_workbook((tmp_path / "reports" / "tref" / "review.xlsx").read_bytes()).sign(REVIEWER)
    typed: dict[str, tuple[str, str]] = {}
    renamed: dict[str, str] = {}
    for (made, title), (_, own) in zip(TITLES, coded.groupby("question_id", sort=False), strict=True):
        moved, second = own["note_id"].tolist()[:2]
        book.write("Notes", moved, "your theme", f"new: {made}")
        book.write("Notes", second, "second theme", made)
        book.write("Notes", second, "comment", title)
        theme = own["theme_id"].tolist()[1]
        book.write("Themes", theme, "rename to", title)
        typed |= {moved: (made, ""), second: (title, made)}
        renamed[theme] = title
    (raw / "review.xlsx").write_bytes(book.save())
    outcome = run_event(tmp_path)
    assert not outcome.problems
    assert read_csv(tmp_path, "tref", "conflicts").empty
    coded = read_csv(tmp_path, "tref", "coded_notes").set_index("note_id")
    titles = read_csv(tmp_path, "tref", "themes").set_index("theme_id")["title"]
    assert {theme: titles[theme] for theme in renamed} == renamed
    for note, (theme, other) in typed.items():
        assert coded.loc[note, "theme"] == theme
        first = str(coded.loc[note, "other_themes"]).split(SEPARATOR)[0]
        assert not other or titles[first] == other
    decisions = read_csv(tmp_path, "tref", "decisions")
    assert set(decisions["reviewer"]) == {REVIEWER}
    assert set(decisions.loc[decisions["action"] == "comment", "value"]) == {title for _, title in TITLES}
    page = (tmp_path / "reports" / "tref" / "report.html").read_text(encoding="utf-8")
    assert all(title in page for pair in TITLES for title in pair)
