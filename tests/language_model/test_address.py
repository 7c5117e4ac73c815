"""Where the model may run, what is refused, and what is said where something would leave this computer."""

from __future__ import annotations

import dataclasses
import socket
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.language_model import check_model, is_on_this_computer, say_what_leaves, say_what_series_leaves
from pipeline.settings import ModelSettings, load_settings

HERE = ("127.0.0.1", "127.8.9.10", "::1", "localhost", "LOCALHOST.", "::ffff:127.0.0.1")
ELSEWHERE = (
    "example.org",
    "192.168.1.20",
    "10.0.0.1",
    "0.0.0.0",
    "169.254.169.254",
    "127.0.0.1.example.org",
    "localhost.example.org",
    "127.1",
    "2130706433",
    "0x7f000001",
    "::",
    "::ffff:10.0.0.1",
    "my-computer",
)


@pytest.mark.parametrize("host", HERE)
def test_this_computer_is_known(host: str) -> None:
    assert is_on_this_computer(host)


@pytest.mark.parametrize("host", ELSEWHERE)
def test_any_other_is_not(host: str) -> None:
    assert not is_on_this_computer(host)


@pytest.mark.parametrize("host", ELSEWHERE)
def test_no_other_name_is_looked_up(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *arguments: asked.append(arguments) or [])
    is_on_this_computer(host)
    assert not asked


def test_localhost_that_is_elsewhere_is_not_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", ("127.0.0.1", 0)), (0, 0, 0, "", ("192.0.2.7", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: found)
    assert not is_on_this_computer("localhost")


def test_another_computer_is_refused_and_said_in_plain_words(settings: ModelSettings) -> None:
    away = dataclasses.replace(settings, address="https://models.example.org/v1")
    with pytest.raises(SettingsError) as raised:
        check_model(away)
    said = str(raised.value)
    assert "models.example.org" in said
    assert "words of every note" in said
    assert "allow_remote = true" in said
    allowed = dataclasses.replace(away, allow_remote=True)
    check_model(allowed)
    assert "go to models.example.org" in say_what_leaves(allowed)
    assert say_what_leaves(settings) == ""
    # Of a series titles and definitions leave; where only these are asked about, no note does.
    assert say_what_series_leaves(allowed).startswith("The titles of the themes")
    assert say_what_series_leaves(settings) == ""
    assert say_what_leaves(dataclasses.replace(allowed, tasks=("matches",))) == ""


@pytest.mark.parametrize(
    "address",
    [
        "",
        "127.0.0.1:8080",
        "ftp://127.0.0.1/v1",
        "file:///etc/passwd",
        "http:///v1",
        "http://user:secret@127.0.0.1/v1",
        "http://127.0.0.1\\@example.org/v1",
        "http://127.0.0.1/v1?key=secret",
        "http://127.0.0.1/v1#x",
        "http://127.0.0.1:port/v1",
        "http://[::1/v1",
        "http://127.0.0.1 /v1",
    ],
)
def test_what_is_no_plain_address_is_refused(address: str, settings: ModelSettings) -> None:
    with pytest.raises(SettingsError) as raised:
        check_model(dataclasses.replace(settings, address=address, allow_remote=True))
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('kind = "remote"', "'kind' is none of those that exist. Write one of: 'none', 'local' or 'azure'."),
        (
            'tasks = ["themes", "poems"]',
            "'tasks' is empty or names one that is not known. Write some of themes,",
        ),
        ("tasks = []", "'tasks' is empty or names one"),
    ],
)
def test_settings_that_do_not_exist_are_refused(line: str, said: str, tmp_path: Path) -> None:
    own = tmp_path / "settings.toml"
    own.write_text(f"[model]\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load_settings(own)
    assert said in str(refused.value)


def test_an_old_section_gets_one_line_that_names_the_new_one(tmp_path: Path) -> None:
    own = tmp_path / "settings.toml"
    own.write_text('[reader]\nkind = "local"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"\[reader\] is now called \[model\]"):
        load_settings(own)


def test_a_model_without_a_name_is_refused(settings: ModelSettings) -> None:
    with pytest.raises(SettingsError, match="model is empty"):
        check_model(dataclasses.replace(settings, model=" "))
