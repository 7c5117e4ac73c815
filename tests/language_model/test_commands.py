"""find, try and use, against scripted servers of each kind."""

from __future__ import annotations

import csv
import io
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

import pipeline.commands.model as modelling
from pipeline.cli import main
from pipeline.cli.app import cli
from pipeline.errors import SettingsError, SourceError
from pipeline.keeping.store import Workspace
from pipeline.language_model.prompts import Prompt
from pipeline.language_model.server import find_servers, measure_memory
from pipeline.settings import load_settings
from tests.language_model.conftest import purpose_of
from tests.language_model.replies import right, status
from tests.language_model.server import Handler, Script, serve
from tests.language_model.stand_in import make_stand_in

HOLDS = {
    "Ollama": {"/v1/models": {"object": "list", "data": [{"id": "qwen3:4b", "object": "model"}]}},
    "LM Studio": {"/v1/models": {"data": [{"id": "gemma-3-4b-it"}, {"id": "text-embedding"}]}},
    "llama.cpp": {"/v1/models": {"data": [{"id": "model.gguf", "meta": {"n_ctx_train": 32768}}]}},
    "vLLM": {"/v1/models": {"data": [{"id": "Qwen/Qwen3-8B", "max_model_len": 8192}]}},
}
assert main is not None


def port_of(address: str) -> int:
    port = urlsplit(address).port
    assert port
    return port


def test_servers_of_each_kind_are_found_with_their_models() -> None:
    with ExitStack() as running:
        ports = {}
        for kind, holds in HOLDS.items():
            server = running.enter_context(serve(right()))
            server.holds |= holds
            ports[kind] = port_of(server.address)
        found = {one.kind: one for one in find_servers(ports)}
    assert found["Ollama"].models == ("qwen3:4b",)
    assert found["LM Studio"].models == ("gemma-3-4b-it", "text-embedding")
    assert found["llama.cpp"].address == f"http://127.0.0.1:{ports['llama.cpp']}/v1"
    assert found["vLLM"].models == ("Qwen/Qwen3-8B",)
    assert find_servers(ports) == []  # gone


@pytest.mark.parametrize(
    "said", [{}, {"data": "x"}, {"data": [1, {"id": 7 * "\x1b"}, {"id": "a" * 999}, {}]}, {"data": [None]}]
)
def test_what_is_no_list_of_models_is_none(said: dict[str, object]) -> None:
    with serve(right()) as server:
        server.holds["/v1/models"] = said
        assert [name for one in find_servers({"x": port_of(server.address)}) for name in one.models] == []


def test_where_none_answers_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modelling, "find_servers", lambda: [])
    said = CliRunner().invoke(cli, ["model", "find"]).output
    assert "Apache 2.0" in said
    assert "MIT" in said


def test_memory_is_what_the_server_says() -> None:
    with serve(right()) as server:
        assert measure_memory(server.address, "m") == 0
        server.holds["/api/ps"] = {"models": [{"name": "m", "size": 3_000_000_000}, "x"]}
        assert measure_memory(server.address, "m") == 3_000_000_000


def stand_in(per_cent: int) -> Script:
    rows = list(csv.DictReader(io.StringIO(modelling.read_trial())))
    send = make_stand_in({row["note"]: row["theme"] for row in rows}, per_cent)

    def script(asked, handler):  # type: ignore[no-untyped-def]
        prompt = Prompt(purpose_of(asked), "", asked["messages"][1]["content"])
        return send(prompt, {}, 1.0).text

    return script


def test_the_built_in_set_is_six_subjects_of_25_to_40_notes() -> None:
    rows = list(csv.DictReader(io.StringIO(modelling.read_trial())))
    sizes = [
        sum(row["question"] == question for row in rows) for question in {row["question"] for row in rows}
    ]
    assert len(sizes) == 6
    assert all(25 <= size <= 40 for size in sizes)
    assert len({row["note"] for row in rows}) == len(rows)
    for reader in ("theme", "second"):  # each has sorted nearly all of it
        assert sum(row[reader] == "" for row in rows) < len(rows) / 10


def test_a_model_is_tried_then_used_and_the_reports_will_say_what_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = list(csv.DictReader(io.StringIO(modelling.read_trial())))
    few = list(dict.fromkeys(row["question"] for row in rows))[:3]
    shown = io.StringIO()
    written = csv.DictWriter(shown, list(rows[0]))
    written.writeheader()
    written.writerows(row for row in rows if row["question"] in few)
    monkeypatch.setattr(modelling, "read_trial", shown.getvalue)
    answer = stand_in(10)
    answered: list[str] = []
    back: list[bool] = []  # whether the server, once gone, is there again

    def script(asked: dict[str, Any], handler: Handler) -> str | None:
        if len(answered) == 9 and not back:
            return status(503)(asked, handler)
        answered.append(asked["messages"][1]["content"])
        return answer(asked, handler)

    own = tmp_path / "data" / "raw" / "settings.toml"
    own.parent.mkdir(parents=True)
    own.write_text("[model]\nlongest_wait = 0\n", encoding="utf-8")
    with serve(script) as server:
        server.holds["/v1/models"] = {"data": [{"id": "small"}]}
        ports = {"Ollama": port_of(server.address)}
        with pytest.raises(SourceError, match="not finished: the server is not ready"):
            modelling.try_model(Workspace(tmp_path), None, "", lambda _: None, ports)
        back.append(True)
        trial = modelling.try_model(Workspace(tmp_path), None, "small", lambda _: None, ports)
        assert len(set(answered)) == len(answered)  # what was answered is kept
        chosen = modelling.choose_settings(Workspace(tmp_path), "small", ports=ports)
    assert trial.sorted == (3, 3)
    assert trial.agreement > 0.6 > trial.default
    assert "worth switching on" in trial.recommend()
    assert trial.agreement < trial.readers < 1
    assert f"with one another {trial.readers:.2f}" in trial.say()
    path = modelling.use_model(Workspace(tmp_path), chosen)
    written = load_settings(path).model
    assert (written.kind, written.model, written.allow_remote) == ("local", "small", False)
    assert f"AMI {trial.agreement:.2f}" in written.tried


def test_lines_are_put_into_a_file_that_is_there(tmp_path: Path) -> None:
    settings = load_settings().model
    chosen = modelling.choose_settings(Workspace(tmp_path), "m", "http://127.0.0.1:9/v1")
    before = (
        '# mine\n[report]\ncontact = "us"\n\n[model]\nkind = "none"\nseed = 7\n[themes]\nneighbours = 5\n'
    )
    own = tmp_path / "data" / "raw" / "settings.toml"
    own.parent.mkdir(parents=True)
    own.write_text(before, encoding="utf-8")
    modelling.use_model(Workspace(tmp_path), chosen)
    after = own.read_text(encoding="utf-8")
    found = load_settings(own)
    assert (found.model.kind, found.model.model, found.model.seed) == ("local", "m", 7)
    assert found.report.contact == "us"
    assert found.themes.neighbours == 5
    assert after.startswith("# mine\n[report]")
    assert modelling.put_lines(after, chosen) == after
    assert settings.kind == "none"


def test_an_endpoint_elsewhere_is_asked_about_once_and_no_key_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIPELINE_MODEL_KEY", "secret-key")
    asked = [
        "model",
        "use",
        "gpt",
        "--address",
        "https://ours.openai.azure.com",
        "--workspace",
        str(tmp_path),
    ]
    own = tmp_path / "data" / "raw" / "settings.toml"
    no = CliRunner().invoke(cli, asked, input="n\n")
    assert no.exit_code == 1
    assert "go to ours.openai.azure.com" in no.output
    assert "The words of every note" in no.output
    assert not own.exists()
    yes = CliRunner().invoke(cli, [*asked, "--api-version", "2024-10-21"], input="y\n")
    assert yes.exit_code == 0, yes.output
    written = own.read_text(encoding="utf-8")
    assert load_settings(own).model.allow_remote
    assert load_settings(own).model.kind == "azure"
    assert "secret-key" not in written + yes.output + no.output


def test_a_model_that_no_server_holds_is_refused(tmp_path: Path) -> None:
    with serve(right()) as server:
        server.holds["/v1/models"] = {"data": [{"id": "small"}]}
        with pytest.raises(SettingsError, match="small"):
            modelling.choose_settings(Workspace(tmp_path), "large", ports={"x": port_of(server.address)})
