"""Faults that are planted against "nothing is lost" and "the same every time"."""

from __future__ import annotations

from tests.benchmarks.planted import Fault

_LOST, _SAME = "nothing lost", "the same"
_FAULTS, _LOCK = "tests/trust/test_faults.py", "tests/trust/test_lock.py"
_DAMAGE, _CHECK = "tests/trust/test_damage.py", "tests/trust/test_check.py"

LASTING = (
    Fault(
        _LOST,
        "a file is written in its place",
        "pipeline/keeping/writing.py",
        "def _replace(path: Path, content: bytes, private: bool) -> None:\n",
        "def _replace(path: Path, content: bytes, private: bool) -> None:\n"
        "    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)\n"
        "    os.write(handle, content)\n"
        "    return os.close(handle)\n",
        (f"{_FAULTS}::test_every_point_of_the_store_can_be_killed_or_refused",),
    ),
    Fault(
        _LOST,
        "what a killed run left half-written stays",
        "pipeline/keeping/writing.py",
        "                    Path(place, name).unlink()\n",
        "",
        (f"{_LOCK}::test_a_killed_run_holds_nothing_and_what_it_left_goes",),
    ),
    Fault(
        _LOST,
        "two runs at once",
        "pipeline/keeping/lock.py",
        "        lock.acquire(blocking=False)\n",
        "        pass\n",
        (f"{_LOCK}::test_one_process_may_not_hold_it_twice",),
    ),
    Fault(
        _LOST,
        "temporary files go where they like",
        "pipeline/keeping/lock.py",
        "    tempfile.tempdir = str(folder.resolve())\n",
        "    tempfile.tempdir = str(folder.resolve().parent)\n",
        (f"{_LOCK}::test_temporary_files_lie_in_the_cache_and_go",),
    ),
    Fault(
        _LOST,
        "a record that was tampered with deletes files elsewhere",
        "pipeline/keeping/store.py",
        '            if not own or ".." in path.parts:\n',
        "            if False:\n",
        (f"{_DAMAGE}::test_a_record_leads_to_no_file_elsewhere",),
    ),
    Fault(
        _LOST,
        "tables of half a run are taken for those of a whole one",
        "pipeline/keeping/store.py",
        '        tables = f"{self._name(self.tables)}/"\n',
        '        tables = "nowhere/"\n',
        (f"{_DAMAGE}::test_tables_of_half_a_run_are_known",),
    ),
    Fault(
        _LOST,
        "a damaged vector is taken as it is",
        "pipeline/embedding/cache.py",
        "    return hashlib.sha256(key + content).digest()[:_CHECK] == packed[:_CHECK]\n",
        "    return True\n",
        (f"{_DAMAGE}::test_a_damaged_cache_gives_no_wrong_vector_and_mends",),
    ),
    Fault(
        _LOST,
        "check passes over quotations that nobody said",
        "pipeline/commands/check.py",
        "            if _letters(_read_html(match[2])) not in known:\n",
        "            if False:\n",
        (f"{_CHECK}::test_every_fault_is_a_line_with_its_place_and_what_to_do",),
    ),
    Fault(
        _LOST,
        "check passes over decisions on notes that are no more",
        "pipeline/commands/check_counts.py",
        '        if row["note_id"] and row["note_id"] not in notes and row["action"] != "add_note":\n',
        "        if False:\n",
        (f"{_CHECK}::test_every_fault_is_a_line_with_its_place_and_what_to_do",),
    ),
    Fault(
        _SAME,
        "a report without its fingerprint",
        "pipeline/keeping/stamp.py",
        "    return {name: _stamp(name, content, fingerprint) for name, content in files.items()}\n",
        "    return dict(files)\n",
        ("tests/trust/test_fingerprint.py::test_every_report_carries_the_fingerprint_of_its_run",),
    ),
    Fault(
        _SAME,
        "seconds in what is the same every time",
        "pipeline/flow/runner.py",
        '            "fingerprint": fingerprint,\n',
        '            "fingerprint": fingerprint,\n            "seconds": [s.seconds for s in done.steps],\n',
        (
            "tests/trust/test_fingerprint.py::test_how_long_it_took_is_told_outside_what_is_the_same_every_time",
        ),
    ),
)
