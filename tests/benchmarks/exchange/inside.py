"""Runs in the tools' own environment: hands a project to a tool's own code, and has the tool save it again.

`python inside.py TOOL PROJECT.json SAVED`: the project as sources, codes and codings. A tool that takes no
.qdpx is given these through its own functions, as a person would type them in; what it saves is written by
its own export. Each tool is imported where it is used, for only one of them need be installed.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from pathlib import Path
from typing import Any


def _aqda(project: dict[str, Any], saved: Path) -> None:
    """Through the tool's web interface: upload, codebook, codings of each coder, export as .qdpx."""
    import os

    os.environ["AQDA_DATA_DIR"] = tempfile.mkdtemp()
    from aqda.app import app  # type: ignore[import-not-found]
    from fastapi.testclient import TestClient  # type: ignore[import-not-found]

    with TestClient(app, base_url="http://127.0.0.1") as client:

        def post(path: str, **what: Any) -> Any:
            answer = client.post(f"/api/{path}", **what)
            assert answer.status_code < 300, (path, answer.status_code, answer.text[:300])
            return answer.json()

        own = post("projects", json={"name": "Event"})["id"]
        texts = {
            text["name"]: post(
                "documents",
                data={"project_id": own},
                files={"file": (f"{text['name']}.txt", text["text"].encode())},
            )["id"]
            for text in project["texts"]
        }
        codes = {
            code["name"]: post(
                "codes",
                json={"project_id": own, "name": code["name"], "description": code["description"]},
            )["id"]
            for code in project["codes"]
        }
        for coder in dict.fromkeys(one["coder"] for one in project["codings"]):
            client.put("/api/settings", json=[{"key": "coder_name", "value": coder}])
            for one in project["codings"]:
                if one["coder"] == coder:
                    post(
                        "codings",
                        json={
                            "document_id": texts[one["text"]],
                            "code_id": codes[one["code"]],
                            "start_pos": one["start"],
                            "end_pos": one["end"],
                            "selected_text": one["words"],
                        },
                    )
        saved.write_bytes(client.get(f"/api/export/{own}/qdpx").content)


def _qualcoder(project: dict[str, Any], saved: Path) -> None:
    """A project in QualCoder's own database, and its export as .qdpx, both by Exegete."""
    from exegete import new_project  # type: ignore[import-not-found]
    from exegete.database import QualcoderDatabase  # type: ignore[import-not-found]
    from exegete.refi_export import RefiQdaExporter  # type: ignore[import-not-found]
    from exegete.sessions import CodingSuggestion  # type: ignore[import-not-found]

    folder = Path(tempfile.mkdtemp()) / "event.qda"
    new_project.write_project(
        folder, new_project.creation_statements("Ann Lee", "benchmark", new_project.creation_date())
    )
    book = QualcoderDatabase(str(folder), read_only=False)
    files = {
        text["name"]: book.insert_imported_document(
            text["name"], text["text"], f"/docs/{text['name']}", "", "Ann Lee"
        )["id"]
        for text in project["texts"]
    }
    codes = {
        code["name"]: book.add_code(code["name"], "Ann Lee", memo=code["description"])
        for code in project["codes"]
    }
    own = []
    for one in project["codings"]:
        at = (files[one["text"]], codes[one["code"]], one["start"], one["end"], one["words"])
        book.add_coding(*at, one["coder"])
        if one["coder"] == "Ann Lee":  # its export knows one coder
            own.append(
                CodingSuggestion(
                    at[0], one["text"], at[1], one["code"], at[2], at[3], at[4], status="applied"
                )
            )
    RefiQdaExporter(book, "Ann Lee").export_to_qdpx(own, str(saved))


def _taguette(project: dict[str, Any], saved: Path) -> None:
    """The codebook by its own import (CSV) and export (.qdc): it exchanges no projects."""
    import csv

    from taguette import export, import_codebook  # type: ignore[import-not-found]

    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["path", "description"])
    writer.writerows([code["name"], code["description"]] for code in project["codes"])
    tags = import_codebook.list_tags(io.BytesIO(table.getvalue().encode()))
    export.codebook_xml([type("Tag", (), tag) for tag in tags], str(saved))


def _qdapy(project: dict[str, Any], saved: Path) -> None:
    """Reads our own .qdpx, and says what it found."""
    from qdapy import read_qdpx  # type: ignore[import-not-found]

    found = read_qdpx(project["file"], warn=False)
    rows = found.fragments[["title", "code", "codedBy", "text"]].to_numpy().tolist()
    saved.write_text(json.dumps({"sources": found.sources, "codes": len(found.codebook), "rows": rows}))


TOOLS = {"aqda": _aqda, "qualcoder": _qualcoder, "taguette": _taguette, "qdapy": _qdapy}

if __name__ == "__main__":
    TOOLS[sys.argv[1]](json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")), Path(sys.argv[3]))
