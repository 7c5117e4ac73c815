"""Commands and what the terminal shows; no logic. Heavy libraries are imported by the stages."""

from __future__ import annotations

from pipeline.cli.main import main
