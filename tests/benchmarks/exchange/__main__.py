"""Sources, codes and codings that go into other tools and come back, by those tools' own code.

`python -m venv VENV && VENV/bin/pip install aqda exegete qdapy taguette`, then
`python -m tests.benchmarks.exchange WORKSPACE EVENT --tools VENV`, of an event that was run.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import subprocess
import tempfile
from pathlib import Path

import click

from pipeline.commands.codebook import export_event
from pipeline.ingest.event.project import read_project_back
from pipeline.keeping.qda import (
    PROGRAM,
    QdaProject,
    make_guid,
    read_codes,
    read_project,
    walk_codes,
    write_project,
)
from pipeline.keeping.store import Workspace

_REVIEWER = "Ann Lee"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("workspace", type=Path)
    parser.add_argument("event")
    parser.add_argument("--tools", type=Path, required=True)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "event.qdpx"
        export_event(Workspace(asked.workspace), asked.event, None, file)
        project = _let_ann_code(read_project(file.name, file.read_bytes()))
        file.write_bytes(write_project(project))
        plain = Path(folder) / "plain.json"
        plain.write_text(json.dumps(_describe(project) | {"file": str(file)}), encoding="utf-8")
        click.echo("| tool | sources in → out | codes | codings | of them exact | decisions that came back |")
        click.echo("|---|---|---|---|---|---|")
        for tool, ending in (
            ("qdapy", ".json"), ("aqda", ".qdpx"), ("qualcoder", ".qdpx"), ("taguette", ".qdc"),
        ):  # fmt: skip
            saved = Path(folder) / f"{tool}{ending}"
            subprocess.run(
                [asked.tools / "bin" / "python", Path(__file__).parent / "inside.py", tool, plain, saved],
                check=True,
            )
            click.echo(f"| {tool} | {' | '.join(_compare(project, saved, tool))} |")


def _let_ann_code(project: QdaProject) -> QdaProject:
    """Every fifth note is given another code by a person."""
    ann = make_guid("reviewer", _REVIEWER)
    codes = [code.guid for code in walk_codes(project.codes) if code.codable]
    texts = []
    for text in project.texts:
        given: dict[str, set[str]] = {}
        for one in text.codings:
            given.setdefault(one.selection, set()).add(one.code)
        drafted = [one for one in text.codings if project.users[one.user] == PROGRAM]
        own = tuple(
            dataclasses.replace(
                one,
                guid=make_guid("hers", one.guid),
                code=next(
                    code for code in codes[place % len(codes) :] + codes if code not in given[one.selection]
                ),
                user=ann,
                when="2026-04-01T09:00:00Z",
            )
            for place, one in enumerate(drafted)
            if place % 5 == 0
        )
        texts.append(dataclasses.replace(text, codings=(*text.codings, *own)))
    return dataclasses.replace(project, users={**project.users, ann: _REVIEWER}, texts=tuple(texts))


def _describe(project: QdaProject) -> dict[str, list[dict[str, object]]]:
    codes = [code for code in walk_codes(project.codes) if code.codable]
    names = {code.guid: code.name for code in codes}
    return {
        "texts": [{"name": text.name, "text": text.text} for text in project.texts],
        "codes": [{"name": code.name, "description": code.description} for code in codes],
        "codings": [
            {
                "text": text.name,
                "start": one.start,
                "end": one.end,
                "words": text.text[one.start : one.end],
                "code": names[one.code],
                "coder": project.users[one.user],
            }
            for text in project.texts
            for one in text.codings
        ],
    }


def _compare(project: QdaProject, saved: Path, tool: str) -> list[str]:
    sent = _describe(project)
    one_coder = tool == "qualcoder"  # its export has the codings of one coder
    put = {
        (one["coder"], one["code"], one["words"])
        for one in sent["codings"]
        if not one_coder or one["coder"] == _REVIEWER
    }
    sources, codes = len(sent["texts"]), len(sent["codes"])
    if saved.suffix == ".qdc":
        back = read_codes(saved.name, saved.read_bytes())
        same = {code.name for code in back} == {str(one["name"]) for one in sent["codes"]}
        return ["none", f"{codes} → {len(back)}{'' if same else ' (others)'}", "none", "", ""]
    if saved.suffix == ".json":
        found = json.loads(saved.read_text())
        got = {(coder, code.partition("/")[2] or code, text) for _, code, coder, text in found["rows"]}
        groups = len(list(walk_codes(project.codes))) - codes
        return [
            f"{sources} → {len(found['sources'])}",
            f"{codes} → {found['codes'] - groups}",
            f"{len(sent['codings'])} → {len(found['rows'])}",
            f"{len(put & got)} of {len(put)}",
            "reads only",
        ]
    content = saved.read_bytes()
    theirs = read_project(saved.name, content)
    names = {code.guid: code.name for code in walk_codes(theirs.codes)}
    got = {
        (theirs.users.get(one.user, ""), names[one.code], text.text[one.start : one.end])
        for text in theirs.texts
        for one in text.codings
    }
    hers = {str(one["words"]) for one in sent["codings"] if one["coder"] == _REVIEWER}
    decided = [
        book.sheets[0].cells.get((row, 5), "")
        for book in read_project_back(saved.name, content)
        for (row, column) in book.sheets[0].cells
        if column == 9 and row > 4
    ]
    count = sum(len(text.codings) for text in theirs.texts)
    used = {one["code"] for one in sent["codings"] if not one_coder or one["coder"] == _REVIEWER}
    return [
        f"{sources} → {len(theirs.texts)}",
        f"{len(used) if one_coder else codes} → {len(names)}",
        f"{len([1 for one in sent['codings'] if not one_coder or one['coder'] == _REVIEWER])} → {count}",
        f"{len(put & got)} of {len(put)}",
        f"{len(hers & set(decided))} of {len(hers)}"
        + (f", {len(decided) - len(hers)} others" if len(decided) > len(hers) else ""),
    ]


if __name__ == "__main__":
    main()
