"""Finds a codebook, with what it inherits from others and what is expected of one event."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.themes.codebook import Code, Codebook, read_written, refuse_repeats, refuse_unknown_sources

FOLDER = Path(__file__).parents[1] / "codebooks"
NO_CODEBOOK = Codebook("", "", (), {})
_SEED = "seed-"  # begins the code of a theme that event.toml names


def load_codebook(name: str, raw: Path) -> Codebook:
    """Read a codebook with all that it inherits.

    Args:
        name: As the settings name it; empty for none.

    Raises:
        SettingsError: If it, or one that it inherits from, is missing or not of the form it must have.
    """
    return _inherit(name, raw, ()) if name else NO_CODEBOOK


def expect_themes(codebook: Codebook, expected: Sequence[tuple[str, Sequence[str]]]) -> Codebook:
    """A codebook with the themes that somebody expects of one event in front.

    A title that is also that of a code means that code, so that its id stays the same across events.

    Args:
        expected: Title of each theme, and words that stand for it; there may be none.
    """
    known = {code.title.casefold(): code for code in codebook.codes}
    seeds = []
    for title, words in expected:
        code = known.pop(title.casefold(), None) or Code(_SEED + _make_slug(title), title, "", (), (), (), ())
        seeds.append(dataclasses.replace(code, examples=(*code.examples, *words), expected=True))
    return dataclasses.replace(codebook, codes=(*seeds, *known.values()))


def find_codebook(name: str, raw: Path, inherited_by: str = "") -> Path:
    """Where a codebook lies: in the workspace's data/raw, or among those that come with the pipeline.

    Args:
        inherited_by: The codebook that names it; empty when the settings do.

    Raises:
        SettingsError: If there is none of that name.
    """
    for path in (raw / name, FOLDER / f"{name}.yaml"):
        try:
            if path.is_file():
                return path
        except OSError:  # a name that is too long for any file
            continue
    known = ", ".join(sorted(path.stem for path in FOLDER.glob("*.yaml")))
    raise SettingsError(
        f"there is no codebook {name!r}",
        where=f"codebook {inherited_by}, inherits" if inherited_by else "settings, [themes] codebook",
        remedy=f"Name one of these: {known}; or a file in data/raw.",
    )


def _inherit(name: str, raw: Path, below: tuple[str, ...]) -> Codebook:
    """A codebook and what it inherits; `below` are the codebooks that led to it."""
    if name in below:
        raise SettingsError(
            f"codebook {below[-1]!r} inherits from {name!r}, which inherits from it",
            where=f"codebook {below[-1]}",
            remedy="Take one of the two 'inherits' out.",
        )
    path = find_codebook(name, raw, inherited_by=below[-1] if below else "")
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(
            "it is not UTF-8 text", where=path.name, remedy="Save it as UTF-8 and run again."
        ) from None
    written = read_written(content, where=path.name)
    own = written.codebook
    codes: dict[str, Code] = {}
    sources: dict[str, str] = {}
    for parent in written.inherits:
        inherited = _inherit(parent, raw, (*below, name))
        codes |= {code.code: code for code in inherited.codes}
        sources |= inherited.sources
    dropped = next((code for code in written.without if code not in codes), None)
    if dropped is not None:
        raise SettingsError(
            f"'without' names {dropped!r}, which is not among the codes it inherits",
            where=path.name,
            remedy="Check the spelling, or take it out.",
        )
    kept = {code: found for code, found in codes.items() if code not in written.without}
    # A code of its own takes the place of the one it inherits under that name.
    joined = tuple((kept | {code.code: code for code in own.codes}).values())
    sources |= own.sources
    refuse_repeats(joined, path.name)
    refuse_unknown_sources(joined, sources, path.name)
    return Codebook(own.name or path.stem, own.title, joined, sources)


def _make_slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
