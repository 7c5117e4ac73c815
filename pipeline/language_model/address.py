"""Where the model may run: on this computer, unless a person has said otherwise."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from pipeline.errors import SettingsError
from pipeline.settings import ModelSettings

_WHERE = "settings, [model]"


def check_model(settings: ModelSettings) -> None:
    """Refuse settings that cannot be meant; no connection is made.

    Raises:
        SettingsError: If the model or the address is not what it must be, or the address
            is on another computer and nobody has allowed that.
    """
    if settings.kind == "none":
        return
    if not settings.model.strip():
        raise SettingsError(
            "model is empty",
            where=_WHERE,
            remedy="Write the name that the server knows the model by; the reports name it.",
        )
    host = find_host(settings.address)
    if not is_on_this_computer(host) and not settings.allow_remote:
        raise SettingsError(
            f"{host} is not this computer: the words of every note (personal details masked), the headings"
            " above them and the questions would leave this computer and go there",
            where=_WHERE,
            remedy="Give an address on this computer, such as http://127.0.0.1:8080/v1; or, if the people"
            " whose words they are agree, write allow_remote = true.",
        )


def find_host(address: str) -> str:
    """The host of an address.

    Raises:
        SettingsError: If it is no address of a server, or holds a name and password.
    """
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    # A second way to write it is a way for two programs to read it differently.
    odd = any(character.isspace() or character in "\\@?#" for character in address)
    if parts.scheme not in ("http", "https") or not host or odd:
        raise SettingsError(
            "address is not the address of a server",
            where=_WHERE,
            remedy="Write it like http://127.0.0.1:8080/v1, without a name or key in it; a key goes into the"
            " environment variable PIPELINE_MODEL_KEY.",
        )
    return host


def is_on_this_computer(host: str) -> bool:
    """Whether a host is this computer: 127.0.0.0/8, ::1, or localhost where it is one of them.

    No other name is looked up: asking for it would already tell others.
    """
    if host.rstrip(".").lower() == "localhost":
        try:
            found = {str(entry[4][0]) for entry in socket.getaddrinfo("localhost", None)}
        except OSError:
            return False
        return bool(found) and all(_is_loopback(place) for place in found)
    return _is_loopback(host)


def _is_loopback(place: str) -> bool:
    try:
        number = ipaddress.ip_address(place)
    except ValueError:
        return False
    mapped = getattr(number, "ipv4_mapped", None)
    return (mapped or number).is_loopback


def asks_about_notes(settings: ModelSettings) -> bool:
    """Whether the model is asked anything about the notes of an event."""
    return settings.kind != "none" and any(task != "matches" for task in settings.tasks)


def say_what_leaves(settings: ModelSettings) -> str:
    """What leaves this computer with an event and where to, or empty where nothing does."""
    if not asks_about_notes(settings):
        return ""
    return _say_leaving(
        "The words of every note (personal details masked), the headings above them and the questions",
        settings,
    )


def say_what_lines_leave(settings: ModelSettings) -> str:
    """What leaves this computer with a write-up and where to, or empty where nothing does."""
    return _say_leaving("The words of every line (personal details masked)", settings)


def say_what_series_leaves(settings: ModelSettings) -> str:
    """What leaves this computer with a series and where to, or empty where nothing does."""
    what = "The titles of the themes (some are people’s own words, personal details masked) and definitions"
    return _say_leaving(what, settings)


def _say_leaving(what: str, settings: ModelSettings) -> str:
    host = find_host(settings.address)
    if is_on_this_computer(host):
        return ""
    return f"{what} leave this computer and go to {host}, because [model] allow_remote = true"
