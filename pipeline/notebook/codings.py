"""The codings of a project file of another tool, as a table for a notebook."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipeline.keeping.qda import read_project, walk_codes
from pipeline.keeping.reading import read_given


def read_codings(file: str | Path) -> pd.DataFrame:
    """Read what people coded in NVivo, MAXQDA, ATLAS.ti, QualCoder or Taguette, from a REFI-QDA project.

    Returns:
        One row per coding: source, start and end (characters of the source's text), words, code, coder.

    Raises:
        SourceError: If there is no such file, or it is no project.
    """
    path = Path(file)
    project = read_project(path.name, read_given(path, "Check the name and where it lies."))
    codes = {code.guid: code.name for code in walk_codes(project.codes)}
    rows = [
        (text.name, one.start, one.end, text.text[one.start : one.end], codes.get(one.code, ""), one.user)
        for text in project.texts
        for one in text.codings
    ]
    found = pd.DataFrame(rows, columns=["source", "start", "end", "words", "code", "coder"])
    found["coder"] = found["coder"].map(project.users).fillna("")
    return found
