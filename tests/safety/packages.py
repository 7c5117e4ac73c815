"""The packages that come with the project for its users."""

from __future__ import annotations

import importlib.metadata
import re

from packaging.requirements import Requirement


def list_runtime(project: str = "listening-event-notes") -> list[str]:
    """Every package that comes with the project for its users, by what each declares; sorted."""
    seen: set[str] = set()
    waiting = [(project, frozenset[str]())]
    while waiting:
        name, extras = waiting.pop()
        for line in importlib.metadata.requires(name) or []:
            wanted = Requirement(line)
            markers = [{"extra": extra} for extra in extras] or [{"extra": ""}]
            if wanted.marker is not None and not any(wanted.marker.evaluate(one) for one in markers):
                continue
            found = re.sub(r"[-_.]+", "-", wanted.name).lower()
            try:
                importlib.metadata.distribution(found)
            except importlib.metadata.PackageNotFoundError:
                continue  # left out on purpose: see override-dependencies in pyproject.toml
            if found not in seen:
                seen.add(found)
                waiting.append((found, frozenset(wanted.extras)))
    return sorted(seen)
