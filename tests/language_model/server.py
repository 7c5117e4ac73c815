"""A server on this computer that gives the replies it is told to give: right, half-right and hostile ones."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_WAITS = 2_000  # times that a slow server waits: nobody should wait for so many
# From what was asked and the handler, to the text of the reply; None where it has written something itself.
Script = Callable[[dict[str, Any], "Handler"], str | None]


@dataclass
class Scripted:
    """A running server.

    Attributes:
        address: Where it listens.
        asked: The body of every request, in order.
        headers: The headers of every request, names in lower case.
        paths: The path of every request.
        ended: Whether the test is over.
        outlasted: Whether a client waited for longer than anybody should.
        holds: What it answers to a GET, by path.
    """

    address: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)
    outlasted: bool = False
    holds: dict[str, Any] = field(default_factory=dict)


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the script."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        about: Any = self.server
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        about.scripted.asked.append(asked)
        about.scripted.paths.append(self.path)
        about.scripted.headers.append({name.lower(): value for name, value in self.headers.items()})
        try:
            said = about.script(asked, self)
            if said is not None:
                self.write(200, wrap(said))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_GET(self) -> None:
        """What it holds, where a test says so."""
        about: Any = self.server
        found = about.scripted.holds.get(self.path)
        self.write(404 if found is None else 200, json.dumps(found or {}).encode())

    def write(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        """Send one whole reply."""
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self) -> None:
        """Close the connection as it is."""
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def keep_sending(self, piece: bytes = b"") -> None:
        """Send nothing but a piece now and then, until the client hangs up or the test is over."""
        about: Any = self.server
        for _ in range(_WAITS):
            if about.scripted.ended.wait(0.05):
                break
            self.wfile.write(piece)
            self.wfile.flush()
        else:
            about.scripted.outlasted = True
        self.close_connection = True

    def log_message(self, *said: object) -> None:
        """Print nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    scripted: Scripted
    script: Script

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has gone away is what some tests are about."""


def wrap(text: object, ended: str = "stop") -> bytes:
    """A text as such servers send it."""
    message = {"role": "assistant", "content": text}
    body = {"id": "1", "object": "chat.completion", "created": 0, "model": "scripted"}
    return json.dumps(body | {"choices": [{"index": 0, "message": message, "finish_reason": ended}]}).encode()


@contextmanager
def serve(script: Script) -> Iterator[Scripted]:
    """Run a server with a script on a port of its own."""
    server = _Server(("127.0.0.1", 0), Handler)
    server.script = script
    server.scripted = Scripted(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.scripted
    finally:
        server.scripted.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
