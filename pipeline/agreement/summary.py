"""The organisers' own summary: its points among the lines of the ledger, beside notes and draft themes.

The ledger says which lines are a summary; here they become points, the headings above them and the
question they are about, as far as the summary itself tells.

Similarity is the cosine of two texts' vectors after taking off the mean of the notes of the question:
what they all have in common says nothing on whether a point is among them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pandera.typing.pandas import DataFrame
from threadpoolctl import threadpool_limits

from pipeline.settings import AgreementSettings
from pipeline.tables import (
    SEPARATOR,
    VERDICTS,
    Codings,
    Ledger,
    Questions,
    SafeNotes,
    Sources,
    SummaryPoints,
    SummaryThemes,
    Themes,
    table_of,
)
from pipeline.tables.contract import Row, list_rows
from pipeline.tables.notes import Vectors, normalise
from pipeline.wording.likeness import fold_words
from pipeline.wording.marks import render_inline

# What stands before the words of a heading or an item.
_MARK = re.compile(r"^\s*(?:#{1,6}(?=\s)|[-*+•◦▪‣●○■·–—]|\d{1,3}[.)])\s+")
_BOLD = re.compile(r"^(\*\*|__)(?=\S).+?(?<=\S)\1:?$")
_TABLE = re.compile(r"^(?:table|group|room)\s+(\w{1,3})\b\s*[:.–—-]*\s*", re.IGNORECASE)
_LABEL = re.compile(r"^(?:table|group|room|session|day)\s+\w{1,3}\W*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")
_SHORT = 12  # a line of fewer words that ends no sentence is a heading, where the points have bullets
_ASIDE = ("blank", "boilerplate", "metadata")  # don't part a summary
_WRAPS = ("markdown", "plain text", "pdf")  # formats in which one paragraph may take several lines
_FOUND, _NOT_SURE, _TOO_FEW = VERDICTS
_SAME_HEADING = 0.6  # share of the words of a heading and a title from which they say the same


@dataclass(frozen=True)
class Point:
    """One point of a summary. See the contract of SummaryPoints."""

    source: str
    locator: str
    line: int
    text: str
    words: str
    heading: str
    question_id: str


@dataclass(frozen=True)
class _Line:
    row: Row
    text: str  # without marks at its start
    words: str
    level: int  # of a heading marked as one, else 0
    bullet: bool
    marked: bool  # a heading by its look: # or bold as a whole


def find_points(
    ledger: DataFrame[Ledger],
    sources: DataFrame[Sources],
    questions: DataFrame[Questions],
    same_question: float,
) -> list[Point]:
    """List the points of the organisers' summary, in the order of the documents.

    A point is a bullet; without bullets a sentence. Lines that head others are no points.

    Args:
        same_question: Share of words from which a line names a question.
    """
    formats = dict(zip(sources["source"], sources["format"], strict=True))
    asked: list[Row] = list_rows(questions)
    found: list[Point] = []
    for rows, before in _split_blocks(list_rows(ledger)):
        form = formats.get(rows[0]["source"], "")
        lines = _join_lines(rows, form)
        start = _find_question(before["text"], asked, same_question) if before else ""
        found += _read_block(lines, asked, start, same_question)
    return found


def _split_blocks(ledger: Sequence[Row]) -> list[tuple[list[Row], Row | None]]:
    """Runs of summary lines, with blank ones between them, and the question asked right above each."""
    blocks: list[tuple[list[Row], Row | None]] = []
    current: list[Row] = []
    above: Row | None = None
    for row in ledger:
        if current and row["source"] != current[-1]["source"]:
            current, above = [], None
        if row["role"] == "summary":
            if not current:
                blocks.append((current, above))
            current.append(row)
        elif row["role"] in _ASIDE:
            if current:
                current.append(row)
        else:
            current = []
            above = row if row["role"] == "question" else None
    return [(rows, above) for rows, above in blocks if rows]


def _join_lines(rows: Sequence[Row], form: str) -> list[_Line]:
    """The lines of a block, wrapped ones joined and empty ones left out."""
    lines: list[_Line] = []
    gap = True
    for row in rows:
        if row["role"] != "summary":
            gap = True
            continue
        line = _read_line(row, form)
        wrapped = form in _WRAPS and not gap and not line.bullet and not line.marked
        if wrapped and lines and not lines[-1].marked:
            text = f"{lines[-1].text} {line.text}"
            lines[-1] = _Line(lines[-1].row, text, _show(text, form), 0, lines[-1].bullet, False)
        else:
            lines.append(line)
        gap = False
    return [line for line in lines if any(character.isalnum() for character in line.words)]


def _read_line(row: Row, form: str) -> _Line:
    heading, item = row["form"] == "heading", row["form"] == "item"
    bare = (_MARK.sub("", row["text"]) if heading or item else row["text"]).strip()
    # Where lines wrap, an item's line without a mark of its own is the rest of the item above.
    bullet = item and (form not in _WRAPS or bare != row["text"].strip())
    marked = heading or (not item and _BOLD.match(bare) is not None)
    return _Line(row, bare, _show(bare, form), row["level"] if heading else 0, bullet, marked)


def _show(text: str, form: str) -> str:
    return render_inline(text) if form == "markdown" else text.strip()


def _read_block(lines: Sequence[_Line], asked: Sequence[Row], question_id: str, share: float) -> list[Point]:
    bullets = any(line.bullet for line in lines)
    top = lines[0].level if lines else 0
    heading, started = "", False
    points: list[Point] = []
    for place, line in enumerate(lines):
        named = "" if line.bullet else _find_question(line.words, asked, share)
        if named:
            question_id, heading, started = named, "", False
        elif line.marked or (not line.bullet and _heads(line, bullets, place, started)):
            if place and top and line.level and line.level <= top:
                question_id, heading = "", ""  # a new summary begins
            else:
                heading = line.words if place else ""
        elif not _LABEL.match(line.words):
            started = True
            parts = [line.text] if line.bullet else _SENTENCE_END.split(line.text)
            points += [_point(line, part, len(parts) == 1, heading, question_id) for part in parts]
    return points


def _heads(line: _Line, bullets: bool, place: int, started: bool) -> bool:
    """Whether an unmarked line introduces those below it, rather than making a point."""
    if line.words.rstrip().endswith(":"):
        return True
    ends = line.words.rstrip()[-1:] in ".!;"
    if bullets:
        return not started or (not ends and len(line.words.split()) < _SHORT)
    return place == 0 and not ends


def _point(line: _Line, text: str, whole: bool, heading: str, question_id: str) -> Point:
    row = line.row
    words = line.words if whole else text.strip()
    return Point(row["source"], row["locator"], int(row["line"]), text, words, heading, question_id)


def _find_question(text: str, asked: Sequence[Row], share: float) -> str:
    """The question a line names by its wording, or by its table where that has one question only."""
    table = _TABLE.match(text.strip(" #*_"))
    words = _words(_TABLE.sub("", text.strip(" #*_")))
    best, best_share = "", 0.0
    for question in asked:
        for wording in question["wordings"].split(SEPARATOR):
            other = _words(wording)
            both = len(words & other) / max(1, len(words | other))
            if both > best_share:
                best, best_share = question["question_id"], both
    if best_share >= share:
        return best
    if table is not None:
        # "2" is the table of "Group 2".
        names = ((row["question_id"], str(row["table"]).lower().split(" ")[-1]) for row in asked)
        at = [question_id for question_id, name in names if name == table[1].lower()]
        return at[0] if len(at) == 1 else ""
    return ""


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", text.lower()))


@dataclass(frozen=True)
class _Near:
    """What the notes hold of one point."""

    verdict: str
    similarity: float
    notes: tuple[str, ...]
    similarities: tuple[float, ...]
    themes: tuple[str, ...]


def compare_summary(
    points: Sequence[Point],
    safe_words: Sequence[str],
    point_vectors: Vectors,
    safe_notes: DataFrame[SafeNotes],
    vectors: Vectors,
    codings: DataFrame[Codings],
    themes: DataFrame[Themes],
    settings: AgreementSettings,
) -> tuple[DataFrame[SummaryPoints], DataFrame[SummaryThemes]]:
    """Say for each point of the organisers' summary what the notes hold of it, and the other way round.

    The draft themes are read only: the summary never influences them.

    Args:
        point_vectors: Of these words, one row per point.

    Returns:
        One row per point, and one per draft theme; both empty where there is no summary.
    """
    if not points:
        return table_of(SummaryPoints, []), table_of(SummaryThemes, [])
    theme_of = dict(zip(codings["note_id"], codings["theme_id"], strict=True))
    notes = list(zip(safe_notes["note_id"], safe_notes["question_id"], strict=True))
    # Sums over several threads are added in another order: one thread keeps the last bits the same.
    with threadpool_limits(limits=1):
        found = [
            _search(point.question_id, vector, notes, vectors, theme_of, settings)
            for point, vector in zip(points, point_vectors, strict=True)
        ]
    rows = [
        {
            **vars(point),
            "point_id": f"s-{number:03d}",
            "safe_words": words,
            "verdict": near.verdict,
            "similarity": near.similarity,
            "theme_ids": SEPARATOR.join(near.themes),
            "note_ids": SEPARATOR.join(near.notes),
            "similarities": SEPARATOR.join(f"{value:.2f}" for value in near.similarities),
        }
        for number, (point, words, near) in enumerate(zip(points, safe_words, found, strict=True), start=1)
    ]
    near_notes = {note_id for near in found for note_id in near.notes}
    headings = dict.fromkeys((point.question_id, point.heading) for point in points if point.heading)
    theme_rows = [
        {
            **{name: theme[name] for name in ("theme_id", "question_id", "title", "notes")},
            "notes_near": sum(theme_of[note] == theme["theme_id"] for note in near_notes),
            "points": sum(theme["theme_id"] in near.themes for near in found),
            "headings": SEPARATOR.join(
                heading
                for question_id, heading in headings
                if question_id in ("", theme["question_id"]) and _is_same(heading, theme["title"])
            ),
        }
        for theme in themes.to_dict("records")
    ]
    return table_of(SummaryPoints, rows), table_of(SummaryThemes, theme_rows)


def _is_same(heading: str, title: str) -> bool:
    """Whether a title says what a heading says, in the same words."""
    mine, theirs = set(fold_words(heading)), set(fold_words(title))
    return bool(mine) and len(mine & theirs) >= _SAME_HEADING * len(mine | theirs)


def _search(
    question_id: str,
    vector: Vectors,
    notes: Sequence[tuple[str, str]],
    vectors: Vectors,
    theme_of: dict[str, str],
    settings: AgreementSettings,
) -> _Near:
    """What the notes hold of one point: those of its question, or all where it names none."""
    chosen = [place for place, (_, question) in enumerate(notes) if question_id in ("", question)]
    if len(chosen) < settings.fewest_notes:
        return _Near(_TOO_FEW, 0.0, (), (), ())
    mean = vectors[chosen].mean(axis=0)
    centred = normalise(vectors[chosen] - mean)
    own = normalise(vector - mean)
    similarities = np.round((centred @ own).astype(float), 4)  # what is shown decides, and ties are ties
    order = np.argsort(-similarities, kind="stable")
    best = float(similarities[order[0]])
    ids = [notes[place][0] for place in chosen]
    nearest = order[: settings.nearest_notes].tolist()
    return _Near(
        _FOUND if best >= settings.found else _NOT_SURE,
        best,
        tuple(ids[place] for place in nearest),
        tuple(float(similarities[place]) for place in nearest),
        _nearest_themes(own, centred, [theme_of[note_id] for note_id in ids], settings.second_theme),
    )


def _nearest_themes(own: Vectors, centred: Vectors, labels: Sequence[str], margin: float) -> tuple[str, ...]:
    """The theme whose notes, taken together, are nearest, and those nearly as near."""
    fits = {}
    for theme in dict.fromkeys(labels):
        middle = centred[[label == theme for label in labels]].mean(axis=0)
        fits[theme] = round(float(middle @ own) / max(float(np.linalg.norm(middle)), 1e-9), 4)
    best = max(fits.values())
    near = [theme for theme, fit in fits.items() if fit == best or fit > best - margin]
    return tuple(sorted(near, key=lambda theme: -fits[theme]))
