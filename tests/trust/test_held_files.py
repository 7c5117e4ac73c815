"""A folder nobody may look into, a file still in the cloud: one line each, and the other events go on."""

from __future__ import annotations

import builtins
import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import SourceError
from pipeline.flow import runner
from pipeline.flow.outcome import EventOutcome
from pipeline.flow.shown import hide_names
from pipeline.ingest import find_events, gather_event
from pipeline.keeping.store import Workspace
from pipeline.settings import load_settings

NOTES = "## What would help?\n\n- Buses at night\n- Warm rooms\n"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Three events, of which one has a folder of its own inside."""
    raw = tmp_path / "data" / "raw"
    for name in ("a-tea", "b-held", "c-walk"):
        (raw / name / "tables").mkdir(parents=True)
        (raw / name / "notes.md").write_text(NOTES, encoding="utf-8")
        (raw / name / "tables" / "one.md").write_text(NOTES, encoding="utf-8")
    return raw


def _hold(monkeypatch: pytest.MonkeyPatch, held: Path, inside: bool, error: OSError) -> None:
    """Let every look at a path, or at what lies inside it, fail as the system fails it."""

    def refuse(module: Any, name: str) -> None:
        true: Callable[..., Any] = getattr(module, name)

        def look(path: Any = ".", *more: Any, **named: Any) -> Any:
            if isinstance(path, str | os.PathLike):
                at = Path(os.fsdecode(path))
                if held in at.parents or (at == held and (not inside or name == "scandir")):
                    raise type(error)(error.errno, error.strerror, str(at))
            return true(path, *more, **named)

        monkeypatch.setattr(module, name, look)

    if inside:
        refuse(os, "scandir")
        refuse(os, "stat")
    refuse(io, "open")
    refuse(builtins, "open")


DENIED = PermissionError(errno.EACCES, "Permission denied")
IN_THE_CLOUD = OSError(errno.EINVAL, "The cloud file provider is not running")


@pytest.mark.parametrize(
    ("held", "inside", "error"),
    [
        ("b-held", True, DENIED),
        ("b-held/tables", True, DENIED),
        ("b-held/notes.md", False, IN_THE_CLOUD),
    ],
)
def test_what_cannot_be_opened_holds_its_own_event_alone(
    raw: Path, monkeypatch: pytest.MonkeyPatch, held: str, inside: bool, error: OSError
) -> None:
    _hold(monkeypatch, raw / held, inside, error)
    monkeypatch.setattr(
        runner, "_run_event", lambda run, source, *_: EventOutcome(source=str(source), event_id=source.name)
    )
    assert [path.name for path in find_events(raw)] == ["a-tea", "b-held", "c-walk"]
    outcomes = runner.run_events([], Workspace(raw.parent.parent), None, lambda *_: None)
    assert [one.event_id for one in outcomes] == ["a-tea", "", "c-walk"]
    assert len(outcomes[1].problems) == 1
    said = outcomes[1].problems[0]
    assert "\n" not in said
    assert Path(held).name in said
    assert f"({error.strerror}), so the event was left as it was" in said
    assert "on this computer" in said


def test_a_broken_link_is_no_document(raw: Path) -> None:
    (raw / "a-tea" / "gone.md").symlink_to(raw / "nowhere.md")
    assert [name for name, _ in gather_event(raw / "a-tea").documents] == ["notes.md", "tables/one.md"]
    with pytest.raises(SourceError, match="no such file"):
        gather_event(raw / "nowhere.md")


def test_a_source_with_a_name_in_its_own_is_shown_neutrally(raw: Path) -> None:
    (raw / "a-tea" / "notes.md").rename(raw / "a-tea" / "Interview with Imogen Tarrowby.md")
    hidden = hide_names(gather_event(raw / "a-tea"), (), load_settings().privacy)
    assert [name for name, _ in hidden.documents] == ["document 1.md", "tables/one.md"]
