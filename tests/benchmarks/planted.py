"""Faults in what leaves and what comes with the project; others in planted_runs.py and planted_trust.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One deliberate break.

    Attributes:
        promise: Which promise it breaks.
        what: What is wrong with it, in words.
        file: Where, from the project's folder.
        before: A piece of the file.
        after: What is put in its place, once.
        tests: Tests of which one must fail.
    """

    promise: str
    what: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...]


def fault(promise: str, what: str, file: str, before: str, after: str, *tests: str) -> Fault:
    """A fault with its tests named last."""
    return Fault(promise, what, file, before, after, tests)


_NETWORK = "tests/safety/test_network.py"
_CHAIN = "tests/safety/test_supply_chain.py"

LEAVES = (
    fault(
        "no network",
        "a run looks for a newer version",
        "pipeline/flow/runner.py",
        "    chosen = list(sources) or find_events(workspace.raw)\n",
        '    import socket\n    try:\n        socket.create_connection(("127.0.0.1", 9), 1)\n'
        "    except OSError:\n        pass\n    chosen = list(sources) or find_events(workspace.raw)\n",
        f"{_NETWORK}::test_a_run_of_everything_reaches_out_of_nothing",
    ),
    fault(
        "no network",
        "a call that Python's audit does not see, but a trace does",
        "pipeline/flow/runner.py",
        "    chosen = list(sources) or find_events(workspace.raw)\n",
        "    import ctypes\n    ctypes.CDLL(None).socket(2, 2, 0)\n"
        "    chosen = list(sources) or find_events(workspace.raw)\n",
        f"{_NETWORK}::test_a_run_without_a_network_makes_no_call_to_one",
    ),
    fault(
        "no telemetry",
        "ONNX Runtime is left as it comes",
        "pipeline/embedding/encoder.py",
        "        onnxruntime.disable_telemetry_events()",
        "        onnxruntime.get_device()",
        f"{_NETWORK}::test_the_one_library_that_can_report_is_told_not_to",
    ),
    fault(
        "nothing outside the workspace",
        "temporary files lie in the user's folder",
        "pipeline/keeping/writing.py",
        "dir=path.parent)",
        "dir=Path.home())",
        f"{_NETWORK}::test_a_run_of_everything_reaches_out_of_nothing",
    ),
    fault(
        "files for their owner alone",
        "original words may be read by all",
        "pipeline/keeping/writing.py",
        "        if not private:\n",
        "        if True:\n",
        "tests/contract/test_tables.py::test_original_words_are_for_their_owner_and_reports_for_whoever_may_read",
    ),
)
CHAIN_HOLDS = (
    fault(
        "every dependency pinned",
        "one is free",
        "pyproject.toml",
        '"click==8.5.1"',
        '"click>=8"',
        "tests/contract/test_readme.py::test_nothing_heavy_is_installed_or_named",
    ),
    fault(
        "no dependency unused",
        "one that nobody imports",
        "pyproject.toml",
        '    "typst==',
        '    "tqdm==4.70.1",\n    "typst==',
        f"{_CHAIN}::test_every_dependency_is_used",
    ),
    fault(
        "licences listed",
        "one is not on the list",
        "tests/safety/licences.md",
        "| click |",
        "| clack |",
        f"{_CHAIN}::test_the_list_of_licences_holds_every_package",
    ),
    fault(
        "no licence that binds",
        "one is let through",
        "tests/safety/licences.py",
        '    return "", "none that is known here',
        '    return "unknown", "none that is known here',
        f"{_CHAIN}::test_a_licence_that_binds_or_is_unknown_is_named",
    ),
    fault(
        "weights checked by hash",
        "other weights are taken",
        "pipeline/embedding/encoder.py",
        "if model.sha256 and hashlib.sha256(content).hexdigest() != model.sha256:",
        "if False:",
        "tests/embedding/test_embedding.py::test_other_weights_than_those_pinned_are_refused",
    ),
    fault(
        "weights checked by hash",
        "other weights are meant",
        "pipeline/embedding/encoder.py",
        '"53aa5117',
        '"00000000',
        f"{_CHAIN}::test_the_weights_are_those_that_were_meant",
    ),
)
