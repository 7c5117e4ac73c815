"""Asks a server through the field's own client library, within bounds of time, size and place.

Whatever the server does, `send` comes back in time with a text or with the reason why there is none. The
library is imported when the first request is sent, so a run whose replies are all known needs neither it
nor a server.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.language_model.asking import Reply
from pipeline.language_model.prompts import Prompt
from pipeline.settings import ModelSettings

if TYPE_CHECKING:
    import httpx2
    from openai import OpenAI

KEY = "PIPELINE_READER_KEY"
_NEEDED_HEADERS = (
    "host",
    "content-type",
    "content-length",
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
)
_CONNECT_SECONDS = 5.0
_CLOSING_SECONDS = 1.0
_NO_LIBRARY = (
    "the client library for language models is not installed; put --extra reader behind “uv run” to have it"
)
_TOO_SLOW = "no reply came in the time allowed for it"
# How servers say that they don't know a response_format; llama-cpp-python's says 500.
_REFUSED_FORM = (400, 404, 415, 422, 500, 501)
# From the strictest: llama.cpp, Ollama, LM Studio and vLLM know the first, llama-cpp-python the second.
_FORMS = ("schema", "object with schema", "json", "free")
_LEDGER_FORMS = {"object with schema": "schema"}


class TooLongError(Exception):
    """A reply has more bytes than it may have, or hides how many."""


class Server:
    """A server with the interface that llama.cpp, Ollama, LM Studio and vLLM share."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._client: OpenAI | None = None
        self._form = 0  # place in _FORMS: the strictest that this server may take
        self._taken = False  # whether it is known to take that one

    def send(self, prompt: Prompt, schema: dict[str, Any], seconds: float) -> Reply:
        """Ask once; with a looser form where the server does not know a stricter one."""
        if not _find_library():
            return Reply(trouble=_NO_LIBRARY, passing=True)
        answers: list[Reply] = []
        thread = threading.Thread(target=lambda: answers.append(self._ask(prompt, schema)), daemon=True)
        thread.start()
        # The library's own limits are for each read: a server that sends a byte now and then passes them.
        thread.join(min(seconds, self._settings.request_seconds))
        if answers:
            return answers[0]
        self.close()  # whatever still comes is not listened to
        thread.join(_CLOSING_SECONDS)
        return Reply(trouble=_TOO_SLOW)

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _ask(self, prompt: Prompt, schema: dict[str, Any]) -> Reply:
        import openai

        try:
            client = self._client = self._client or _connect(self._settings)
            status = 0
            for place in range(self._form, len(_FORMS)):
                form = _FORMS[place]
                try:
                    response = client.chat.completions.with_raw_response.create(
                        **_say_request(prompt, self._settings), **_say_form(form, schema)
                    )
                except openai.APIStatusError as error:
                    status = error.status_code
                    if self._taken or status not in _REFUSED_FORM:
                        break
                else:
                    self._form, self._taken = place, True
                    return _read_body(response.text, _LEDGER_FORMS.get(form, form))
            return Reply(trouble=_say_status(status))
        except (openai.APIConnectionError, TooLongError) as error:
            return _say_broken(error)
        except Exception as error:
            # A server may break the library in ways that nobody has thought of; the run goes on without it.
            return Reply(trouble=f"the reply cannot be read ({type(error).__name__})")


def _find_library() -> bool:
    """Import the library, which takes a second, before any time is counted."""
    try:
        import httpx2  # noqa: F401
        import openai  # noqa: F401
    except ImportError:
        return False
    return True


def _connect(settings: ModelSettings) -> OpenAI:
    import httpx2
    import openai

    # Its debug log would hold what is sent, and an environment variable can turn it on.
    for name in ("openai", "httpx2", "httpcore2"):
        logging.getLogger(name).disabled = True
    patience = httpx2.Timeout(settings.request_seconds, connect=_CONNECT_SECONDS)
    return openai.OpenAI(
        base_url=settings.address,
        api_key=os.environ.get(KEY) or "none",
        max_retries=0,
        timeout=patience,
        http_client=httpx2.Client(
            transport=_bound_transport(settings.longest_reply, settings.address.startswith("https:")),
            timeout=patience,
            trust_env=False,  # no proxy from the environment: the words would go through it
            follow_redirects=False,
        ),
    )


def _strip_headers(request: httpx2.Request) -> httpx2.Request:
    """The request without what the server has no need to know: the system, versions, an account's name."""
    import httpx2

    headers = {name: value for name, value in request.headers.items() if name.lower() in _NEEDED_HEADERS}
    return httpx2.Request(
        request.method,
        request.url,
        headers={**headers, "accept-encoding": "identity"},
        stream=request.stream,
        extensions=request.extensions,
    )


def _bound_transport(longest: int, secure: bool) -> httpx2.BaseTransport:
    """A transport whose replies end, with an error, after so many bytes."""
    import ssl

    import httpx2

    class BoundStream(httpx2.SyncByteStream):  # type: ignore[misc, unused-ignore]
        def __init__(self, stream: Any) -> None:
            self._stream = stream

        def __iter__(self) -> Iterator[bytes]:
            seen = 0
            for piece in self._stream:
                seen += len(piece)
                if seen > longest:
                    raise TooLongError
                yield piece

        def close(self) -> None:
            self._stream.close()

    class BoundTransport(httpx2.BaseTransport):  # type: ignore[misc, unused-ignore]
        def __init__(self) -> None:
            # Reading the system's certificates takes a tenth of a second, and plain HTTP needs none.
            bare = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            self._inner = httpx2.HTTPTransport(verify=True if secure else bare, trust_env=False, retries=0)

        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            response = self._inner.handle_request(_strip_headers(request))
            if response.headers.get("content-encoding", "identity").lower() != "identity":
                response.close()
                raise TooLongError  # it was asked for plain bytes; packed ones can be of any length
            response.stream = BoundStream(response.stream)
            return response

        def close(self) -> None:
            self._inner.close()

    return BoundTransport()


def _say_request(prompt: Prompt, settings: ModelSettings) -> dict[str, Any]:
    return {
        "model": settings.model,
        "messages": [
            {"role": "system", "content": prompt.system},
            {"role": "user", "content": prompt.user},
        ],
        "temperature": 0,
        "seed": settings.seed,
        "max_tokens": settings.longest_answer,
    }


def _say_form(form: str, schema: dict[str, Any]) -> dict[str, Any]:
    if form == "schema":
        described = {"name": "reply", "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": described}}
    if form == "object with schema":
        return {"response_format": {"type": "json_object", "schema": schema}}
    return {"response_format": {"type": "json_object"}} if form == "json" else {}


def _read_body(body: str, form: str) -> Reply:
    """The model's text out of what the server sent."""
    try:
        choice = json.loads(body)["choices"][0]
        text, ended = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return Reply(trouble="what came is not a reply as such servers give it")
    if not isinstance(text, str) or not text.strip():
        return Reply(trouble="the reply holds no text")
    if ended == "length":
        return Reply(trouble="the reply was cut off at the most words allowed for it")
    return Reply(text=text, form=form)


def _say_status(status: int) -> str:
    if 300 <= status < 400:
        return f"the server sends elsewhere (HTTP {status}), and that is not followed"
    if status in (401, 403):
        return f"the server wants a key, or another one (HTTP {status}); give it in {KEY}"
    return f"the server answered with an error (HTTP {status})"


def _say_broken(error: BaseException) -> Reply:
    """Whether nobody was there, or somebody hung up."""
    import httpx2

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, TooLongError):
            return Reply(trouble="the reply is longer than it may be")
        if isinstance(cause, httpx2.ConnectError | httpx2.ConnectTimeout):
            return Reply(trouble="no server answers there", passing=True)
        if isinstance(cause, httpx2.TimeoutException):
            return Reply(trouble=_TOO_SLOW)
        cause = cause.__cause__
    return Reply(trouble="the connection broke off before the reply was whole")
