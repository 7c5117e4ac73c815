"""Counts frames while a card is dragged on a board of 20, 200 and 2,000 notes, in Chromium."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from pipeline.review.board import write_board
from tests.browser import open_browser

COUNT = """
new Promise(done => {
  const gaps = []; let last = performance.now(); const from = last;
  const tick = now => {
    gaps.push(now - last);
    last = now;
    if (now - from < 2500) requestAnimationFrame(tick); else done(gaps);
  };
  requestAnimationFrame(tick);
})
"""


PLACE = """
(() => {
  const before = performance.now();
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'o', bubbles: true}));
  return performance.now() - before;
})()
"""


def build_board(notes: int, themes: int = 10) -> bytes:
    """A board of one question with so many invented notes."""
    near = [[f"n{(7 * step) % notes}", 90 - step] for step in range(1, 12)]
    return write_board(
        {
            "event": "frames",
            "mark": "",
            "title": "Frames",
            "subtitle": "",
            "leftOut": 0,
            "fits": {},
            "questions": [{"id": "q", "text": "What matters?"}],
            "now": {},
            "taken": [],
            "themes": [
                {"id": f"q.{k}", "question": "q", "shortly": "1.", "title": f"Theme {k}", "definition": "",
                 "status": "○ draft", "accepted": False, "other": False}
                for k in range(themes)
            ],
            "notes": [
                {"id": f"n{k}", "question": "q", "table": "1", "kind": "post-it", "theme": f"q.{k % themes}",
                 "words": f"Note {k} says that the bus after six does not come to our part of the town",
                 "fit": "fair", "why": "", "order": k, "unsure": k % 9 == 0, "near": near}
                for k in range(notes)
            ],
        }
    )  # fmt: skip


def count_frames(notes: int) -> tuple[float, float, float]:
    """Frames a second while dragging to and fro; milliseconds of the longest gap, and of a decision."""
    with tempfile.TemporaryDirectory() as folder, open_browser() as page:
        (Path(folder) / "board.html").write_bytes(build_board(notes))
        page.open(Path(folder) / "board.html", width=1400)
        mouse = page.driver.mouse
        box = page.driver.locator(".card .words").first.bounding_box()
        assert box is not None
        mouse.move(box["x"] + 20, box["y"] + 10)
        mouse.down()
        mouse.move(box["x"] + 60, box["y"] + 40, steps=3)
        page.run(f"window.counted = {COUNT}; 0")
        for turn in range(24):
            mouse.move(200 + 45 * turn, 300 + 10 * (turn % 9), steps=6)
        assert page.run("!document.getElementById('ghost').hidden")
        gaps = page.run("window.counted")
        mouse.up()
        page.driver.locator(".card .words").first.focus()
        took = page.run(PLACE)
    return 1000 * len(gaps) / sum(gaps), max(gaps), took


if __name__ == "__main__":
    for number in (20, 200, 2000):
        rate, longest, took = count_frames(number)
        said = f"{number} notes: {rate:.0f} frames a second, longest gap {longest:.0f} ms"
        sys.stdout.write(f"{said}; a decision takes {took:.0f} ms\n")
