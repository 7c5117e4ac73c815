"""One question to the model: known replies first, one second try with the fault named, and a ledger.

Replies are kept by all that they depend on, so that a report can be built without the model.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from pipeline.keeping.writing import hash_bytes, write_bytes
from pipeline.language_model.prompts import Prompt, name_fault
from pipeline.settings import ModelSettings
from pipeline.tables import FORMS
from pipeline.wording import count_words


@dataclass(frozen=True)
class Reply:
    """What came of one request."""

    text: str = ""  # what the model wrote, as it wrote it
    form: str = ""  # how the server was held to the form of a reply: one of FORMS
    trouble: str = ""  # why there is no text, in plain words, or empty
    passing: bool = False  # whether the trouble says nothing of the request: nobody was there to ask
    model: str = ""  # what the server calls the model that answered, or empty
    seconds: float = 0.0  # how long it took


# Troubles that pass: nothing is kept of them, and the next run asks again for what they left out.
NOBODY, NOT_READY, ANOTHER = PASSING = (
    "no server answers there",
    "the server is not ready, perhaps still loading the model (HTTP 503)",
    "another model answered than before: the server has changed it",
)
Send = Callable[[Prompt, dict[str, Any], float], Reply]  # the last is the longest it may take, in seconds


def hash_request(prompt: Prompt, schema: dict[str, Any], settings: ModelSettings, attempt: int) -> str:
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
    words = (reply.text, reply.form, reply.trouble, reply.model)
    whole = all(isinstance(word, str) for word in words) and reply.form in FORMS
    return reply if whole and not reply.passing else None


def keep_reply(folder: Path, key: str, reply: Reply) -> None:
    """Keep a reply; readable by this user only, because it may repeat people's words."""
    text = json.dumps(asdict(reply), ensure_ascii=True, sort_keys=True)
    write_bytes(folder / f"{key}.json", text.encode("ascii"), private=True)


T = TypeVar("T")
# Gives what can be taken of a reply, or None, and its faults in plain words.
Check = Callable[[str], tuple[T | None, tuple[str, ...]]]
_TIRED = 2  # so many requests in a row without a reply, and the event is read on without it
_LONGEST_REASON = 400


@dataclass(frozen=True)
class Request(Generic[T]):
    """What to ask, and what makes an answer of it."""

    question_id: str
    purpose: str  # one of PURPOSES
    part: str  # "2 of 3" where a question is read in parts, or empty
    prompt: Prompt
    schema: dict[str, Any]  # the form of the reply
    check: Check[T]


@dataclass
class Asker:
    """Asks, keeps replies, and writes down what became of each request."""

    send: Send
    folder: Path
    settings: ModelSettings
    refresh: bool = False
    tell: Callable[[str], None] = lambda said: None  # told how far it is, after each request
    expected: int = 0  # how many requests there will be, about; 0 where nobody knows
    clock: Callable[[], float] = time.monotonic
    # The ledger so far, in the form of ModelReplies
    rows: list[dict[str, object]] = field(default_factory=list)
    stopped: str = ""  # why nothing more is asked, or empty
    seconds: list[float] = field(default_factory=list)  # what each request took that was not known already
    _started: float | None = None
    _silent: int = 0
    _done: int = 0
    _answered_by: str = ""

    def ask(self, request: Request[T]) -> T | None:
        """What can be taken of the model's reply, or None; asks twice at most."""
        before = self.stopped
        try:
            return self._ask(request)
        finally:
            self._done += 1
            self.tell("" if before else self._say_progress())

    def _say_progress(self) -> str:
        if self.stopped:
            return f"{self.stopped}; what is left is done without it"
        if not self.expected or not self.seconds:
            return ""
        left = max(0, self.expected - self._done) * sum(self.seconds) / len(self.seconds)
        return f"{self._done} of about {max(self.expected, self._done)} requests, {say_minutes(left)} left"

    def _ask(self, request: Request[T]) -> T | None:
        best: T | None = None
        prompt = request.prompt
        for attempt in (1, 2):
            reply = self._get(prompt, request.schema, attempt)
            if reply is None:
                outcome = "not asked" if attempt == 1 else _end(best)
                self._note(request, attempt - 1, Reply(), outcome, self.stopped)
                break
            if reply.trouble:
                again = attempt == 1 and not self.stopped
                self._note(request, attempt, reply, "asked again" if again else _end(best), reply.trouble)
                if not again:
                    break
                continue
            found, faults = request.check(reply.text)
            if found is not None and not faults:
                self._note(request, attempt, reply, "accepted", "")
                return found
            best = found if found is not None else best
            fault = "; ".join(faults)[:_LONGEST_REASON]
            self._note(request, attempt, reply, "asked again" if attempt == 1 else _end(best), fault)
            prompt = name_fault(request.prompt, fault)
        return best

    def turn_down(self, question_id: str, purpose: str, reason: str) -> None:
        """Write down that all replies about something together were not good enough."""
        request = Request[object](question_id, purpose, "", Prompt(purpose, "", ""), {}, lambda _: (None, ()))
        self._note(request, 0, Reply(), "fell back", reason)

    def expect(self, requests: int) -> None:
        """So many requests come next, about: how long they take is told from now on."""
        self.expected, self._done = requests, 0

    def _get(self, prompt: Prompt, schema: dict[str, Any], attempt: int) -> Reply | None:
        """A reply that is known, else one that is asked for; None where nothing is asked any more."""
        key = hash_request(prompt, schema, self.settings, attempt)
        known = None if self.refresh else read_reply(self.folder, key)
        if known is not None:
            self._count(known)  # what was known before must end the same way
            return known
        if self._started is None:
            self._started = self.clock()
        left = self.settings.event_seconds - (self.clock() - self._started)
        if left <= 0 and not self.stopped:
            self.stopped = "the time allowed for the event was used up"
        if self.stopped:
            return None
        begun = self.clock()
        reply = self.send(prompt, schema, left)
        self.seconds.append(self.clock() - begun)
        if reply.model and self._answered_by not in ("", reply.model):
            reply = Reply(trouble=ANOTHER, passing=True)
        if reply.passing:
            self.stopped = reply.trouble
        else:
            self._answered_by = self._answered_by or reply.model
            keep_reply(self.folder, key, replace(reply, seconds=round(self.seconds[-1], 2)))
            self._count(reply)
        return reply

    def _count(self, reply: Reply) -> None:
        self._silent = self._silent + 1 if reply.trouble else 0
        if self._silent >= _TIRED and not self.stopped:
            self.stopped = f"it gave no reply {_TIRED} times in a row"

    def _note(self, request: Request[T], attempt: int, reply: Reply, outcome: str, reason: str) -> None:
        self.rows.append(
            {
                "position": len(self.rows) + 1,
                "question_id": request.question_id,
                "purpose": request.purpose,
                "part": request.part,
                "prompt": request.prompt.name,
                "model": self.settings.model,
                "attempt": attempt,
                "form": reply.form,
                "outcome": outcome,
                "reason": reason,
            }
        )


def say_minutes(seconds: float) -> str:
    """About how long something takes, in words."""
    minutes = round(seconds / 60)
    return "less than a minute" if minutes < 1 else f"about {count_words(minutes, 'minute')}"


def _end(best: object) -> str:
    return "fell back" if best is None else "used in part"
