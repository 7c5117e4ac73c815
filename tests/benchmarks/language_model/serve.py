"""Serves a language model on this computer with llama.cpp, by the package xllamacpp: FILE.gguf PORT NAME."""

from __future__ import annotations

import sys
import threading

import xllamacpp

_CONTEXT = 16_384


def main(path: str, port: int, name: str) -> None:
    """Serve until the process is ended.

    Args:
        path: The model.
        port: Where to listen, on this computer alone.
        name: What the server calls the model.
    """
    settings = xllamacpp.CommonParams()
    settings.model.path = path
    settings.model_alias = {name}
    settings.hostnames = ["127.0.0.1"]
    settings.port = port
    settings.n_ctx = _CONTEXT
    settings.n_parallel = 1
    server = xllamacpp.Server(settings)
    sys.stdout.write(f"{server.listening_address}\n")
    threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
