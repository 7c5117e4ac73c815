"""Replies that were given before, by all that they depend on: a report can be built without the model."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.keeping.store import hash_bytes, write_bytes
from pipeline.language_model.prompts import Prompt
from pipeline.settings import ReaderSettings
from pipeline.tables import FORMS


@dataclass(frozen=True)
class Reply:
    """What came of one request.

    Attributes:
        text: What the model wrote, as it wrote it.
        form: How the server was held to the form of a reply: one of FORMS.
        trouble: Why there is no text, in plain words, or empty.
        passing: Whether the trouble says nothing of the request: nobody was there to ask.
    """

    text: str = ""
    form: str = ""
    trouble: str = ""
    passing: bool = False


def hash_request(prompt: Prompt, schema: dict[str, Any], settings: ReaderSettings, attempt: int) -> str:
    """A hash of all that a reply depends on."""
    asked = (
        str(attempt),
        settings.address,
        settings.model,
        str(settings.seed),
        str(settings.longest_answer),
        str(settings.longest_reply),
        prompt.name,
        prompt.system,
        prompt.user,
        json.dumps(schema, sort_keys=True),
    )
    return hash_bytes(part.encode("utf-8", "surrogatepass") for part in asked)


def read_reply(folder: Path, key: str) -> Reply | None:
    """A reply that was kept, or None where there is none or its file is damaged."""
    try:
        kept = json.loads((folder / f"{key}.json").read_text(encoding="utf-8"))
        reply = Reply(**kept)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    words = (reply.text, reply.form, reply.trouble)
    whole = all(isinstance(word, str) for word in words) and reply.form in FORMS
    return reply if whole and not reply.passing else None


def keep_reply(folder: Path, key: str, reply: Reply) -> None:
    """Keep a reply; readable by this user only, because it may repeat people's words."""
    text = json.dumps(asdict(reply), ensure_ascii=True, sort_keys=True)
    write_bytes(folder / f"{key}.json", text.encode("ascii"), private=True)
