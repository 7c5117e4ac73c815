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
        "def _replace(path: Path, content: Content, private: bool) -> None:\n",
        "def _replace(path: Path, content: Content, private: bool) -> None:\n"
        "    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)\n"
        "    for piece in list_pieces(content):\n"
        "        os.write(handle, piece)\n"
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
        "pipeline/keeping/switch.py",
        '    return isinstance(name, str) and ".." not in name.split("/") and name.startswith(tuple(own))\n',
        "    return isinstance(name, str)\n",
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
        "pipeline/embedding/__init__.py",
        "isinstance(packed, bytes) and packed == _pack(key, packed[_CHECK:])",
        "isinstance(packed, bytes)",
        (f"{_DAMAGE}::test_a_damaged_cache_gives_no_wrong_vector_and_mends",),
    ),
    Fault(
        _LOST,
        "check passes over quotations that nobody said",
        "pipeline/commands/check.py",
        '            if _letters(html.unescape(re.sub(r"<[^>]*>", "", match[2]))) not in known:\n',
        "            if False:\n",
        (f"{_CHECK}::test_every_fault_is_a_line_with_its_place_and_what_to_do",),
    ),
    Fault(
        _LOST,
        "check passes over decisions on notes that are no more",
        "pipeline/commands/check.py",
        '        if row["note_id"] and row["note_id"] not in notes and row["action"] != "add_note":\n',
        "        if False:\n",
        (f"{_CHECK}::test_every_fault_is_a_line_with_its_place_and_what_to_do",),
    ),
    Fault(
        _SAME,
        "a report without its fingerprint",
        "pipeline/keeping/archive.py",
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
    Fault(
        "a model's words",
        "what it quotes need not be in a note",
        "pipeline/language_model/replies.py",
        "    if any(not is_quoted_from(quoted, words) for quoted in list_quotations(text)):\n",
        "    if False:\n",
        ("tests/trust/test_words.py::test_a_models_quotation_that_nobody_wrote_is_refused_in_any_marks",),
    ),
    Fault(
        "only people are masked",
        "a shop that is thanked is a person",
        "pipeline/privacy/names/__init__.py",
        "        if said and (run in text.known.firms or not around.person_before(text, place)):\n",
        "        if said and not around.person_before(text, place):\n",
        ("tests/privacy/test_not_people.py::test_a_firm_is_no_person_whatever_is_said_of_it",),
    ),
    Fault(
        "people are masked",
        "what somebody owns says nothing of who it is",
        "pipeline/privacy/names/around.py",
        '    return word is not None and word.owner_before and word.low in WORDS["personal"]\n',
        "    return False\n",
        ("tests/privacy/test_not_people.py::test_people_are_found_by_what_is_said_of_them",),
    ),
    Fault(
        "every word can be traced",
        "a selection of a project ends after its note",
        "pipeline/review/exchange.py",
        '            end = length + len(note["words"])\n',
        '            end = length + len(note["words"]) + 1\n',
        ("tests/review/test_exchange.py::test_every_note_is_selected_exactly_and_coded_with_its_theme",),
    ),
    Fault(
        "nothing runs",
        "a note ends the data of the sorting board",
        "pipeline/review/board/__init__.py",
        '    for sign in "<>&":',
        '    for sign in "":',
        ("tests/safety/test_injection.py::test_web_pages_hold_nothing_but_their_own_elements",),
    ),
)
