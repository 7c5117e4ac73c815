"""Faults in privacy, in what must not be lost, and in what must be the same every time."""

from __future__ import annotations

from tests.benchmarks.planted import fault

_FLAGS = "tests/privacy/test_kinds.py::test_kind_certainty_and_place"
_CORPUS = "tests/privacy/test_corpus.py::test_precision_and_recall_on_the_corpus"
_TRUST = "tests/trust"
_KILLED = f"{_TRUST}/test_faults.py::test_every_point_of_the_store_can_be_killed_or_refused"

_PRIVACY = (
    fault(
        "details are found", "addresses of houses are not looked for",
        "pipeline/privacy/details/__init__.py",
        "PATTERNS = (find_emails, find_addresses, ", "PATTERNS = (find_emails, ", _FLAGS,
    ),
    fault(
        "details are found", "dates of birth are not looked for",
        "pipeline/privacy/details/__init__.py",
        "find_spoken, find_births)", "find_spoken)", _FLAGS,
    ),
    fault(
        "details are found", "names are not looked for", "pipeline/privacy/flags.py",
        "else find_names(text)", "else []", _CORPUS,
    ),
    fault(
        "details are masked until a person allows them", "the words are shown as written",
        "pipeline/privacy/masking.py",
        "[_mask_text(text, places.get((note_id, name), [])) for note_id, text in pairs]",
        "[text for note_id, text in pairs]",
        "tests/privacy/test_masking.py::test_every_field_is_masked_and_nothing_else_changes",
    ),
    fault(
        "details are masked until a person allows them", "a misspelt kind is taken",
        "pipeline/privacy/masking.py",
        "    _check_kinds(settings)\n", "",
        "tests/privacy/test_kinds.py::test_a_misspelt_kind_is_refused_and_not_left_unmasked",
    ),
    fault(
        "what a person keeps out stays out", "the settings are asked first", "pipeline/privacy/masking.py",
        '(*settings.mask, "withheld")', "settings.mask",
        "tests/privacy/test_kinds.py::test_what_a_person_keeps_out_is_masked_whatever_the_settings_say",
    ),
    fault(
        "what a person keeps out stays out", "a report is written from the notes themselves",
        "pipeline/privacy/flags.py",
        "        kept_out = withheld.get(note_id, ())\n", "        kept_out = ()\n",
        "tests/privacy/test_kinds.py::test_what_a_person_keeps_out_is_masked_whatever_the_settings_say",
    ),
    fault(
        "small numbers are withheld", "a table of few is named", "pipeline/privacy/masking.py",
        "    few = tables.map(_count_people(notes, figures)) < settings.fewest_people\n",
        "    few = tables.isna()\n",
        "tests/privacy/test_few_people.py::test_a_table_of_few_is_not_named",
    ),
)  # fmt: skip
_LOST = (
    fault(
        "every write is atomic", "a file is written in its place", "pipeline/keeping/writing.py",
        "        move_file(Path(temporary), path)\n",
        "        path.write_bytes(content)\n        Path(temporary).unlink()\n",
        "tests/safety/test_atomic.py", _KILLED,
    ),
    fault(
        "every write is atomic", "bytes are not brought to the disk", "pipeline/keeping/writing.py",
        "            os.fsync(handle)\n        finally", "            pass\n        finally",
        "tests/safety/test_atomic.py",
    ),
    fault(
        "every write is atomic", "what could not be written is left lying", "pipeline/keeping/writing.py",
        "            Path(temporary).unlink(missing_ok=True)\n", "            pass\n",
        "tests/safety/test_atomic.py",
    ),
    fault(
        "a killed run", "what it left half-written stays", "pipeline/keeping/writing.py",
        "                    Path(place, name).unlink()\n", "                    pass\n",
        f"{_TRUST}/test_lock.py::test_a_killed_run_holds_nothing_and_what_it_left_goes",
    ),
    fault(
        "two runs at once", "nobody is kept out", "pipeline/keeping/lock.py",
        "        lock.acquire(blocking=False)\n", "        pass\n",
        f"{_TRUST}/test_lock.py::test_one_process_may_not_hold_it_twice",
    ),
    fault(
        "a full disk", "it is not said what is wrong", "pipeline/keeping/writing.py",
        "    if code in (errno.ENOSPC, errno.EDQUOT) or windows in (39, 112):", "    if False:",
        f"{_TRUST}/test_damage.py::test_why_a_file_could_not_be_written_is_one_line_with_a_way_out",
    ),
    fault(
        "a file that Excel holds", "all others go unwritten", "pipeline/keeping/switch.py",
        "            held[name] = str(refusal)\n", "            raise refusal from error\n",
        f"{_TRUST}/test_faults.py::test_a_report_that_another_program_holds_keeps_no_other_from_being_written",
    ),
    fault(
        "a damaged cache", "a vector is taken as it lies there", "pipeline/embedding/__init__.py",
        "isinstance(packed, bytes) and packed == _pack(key, packed[_CHECK:])", "isinstance(packed, bytes)",
        f"{_TRUST}/test_damage.py::test_a_damaged_cache_gives_no_wrong_vector_and_mends",
    ),
    fault(
        "a damaged table", "the reader's own error gets through", "pipeline/keeping/store.py",
        "        except Exception:  # whatever", "        except ZeroDivisionError:  # whatever",
        "tests/contract/test_tables.py::test_a_damaged_table_is_one_clear_line",
    ),
    fault(
        "nothing of people's decisions is gone", "a workbook filled in where it lay is written over",
        "pipeline/keeping/store.py",
        "        if changed:\n", "        if False:\n",
        f"{_TRUST}/test_damage.py::test_a_workbook_filled_in_where_it_lay_is_kept",
    ),
    fault(
        "check verifies hashes", "a changed file is whole", "pipeline/commands/check.py",
        "    changed = store.list_changed(outputs)\n", "    changed = []\n",
        f"{_TRUST}/test_check.py::test_every_fault_is_a_line_with_its_place_and_what_to_do",
    ),
    fault(
        "check verifies quotes", "pages are not looked at", "pipeline/commands/check.py",
        "        for number, match in enumerate(_QUOTED.finditer(page), start=1):",
        "        for number, match in enumerate((), start=1):",
        f"{_TRUST}/test_check.py::test_every_fault_is_a_line_with_its_place_and_what_to_do",
    ),
    fault(
        "check verifies decisions", "orphaned ones are not looked for", "pipeline/commands/check.py",
        "        (_ORPHANED, _check_decisions(tables)),\n", "",
        f"{_TRUST}/test_check.py::test_every_fault_is_a_line_with_its_place_and_what_to_do",
    ),
    fault(
        "trace walks to file and line", "the line is not named", "pipeline/commands/trace.py",
        'return f"{source}, {locator}"', "return source",
        f"{_TRUST}/test_trace.py::test_from_words_of_a_report_to_the_line_and_back",
    ),
)  # fmt: skip
_SAME = (
    fault(
        "the same bytes", "the record tells the time", "pipeline/keeping/store.py",
        "encode_record(record), private=False",
        'encode_record({**record, "at": __import__("time").time()}), private=False',
        f"{_TRUST}/test_damage.py::test_no_clock_is_asked",
        "tests/end_to_end/test_main_job.py::test_deleted_results_come_back_to_the_byte",
    ),
    fault(
        "the same bytes", "workbooks tell when they were written", "pipeline/keeping/sheets.py",
        "    return repack(saved.getvalue(), set_times)", "    return saved.getvalue()",
        f"{_TRUST}/test_damage.py::test_no_clock_is_asked",
        "tests/end_to_end/test_main_job.py::test_deleted_results_come_back_to_the_byte",
    ),
    fault(
        "the same bytes", "files are read in the order the disk gives", "pipeline/ingest/event/sources.py",
        "    files = sorted(_walk(path), key=lambda found: found[0]) if path.is_dir()",
        "    files = list(_walk(path)) if path.is_dir()",
        "tests/safety/test_found.py::test_the_order_in_which_a_disk_lists_files_has_no_say",
    ),
    fault(
        "each report carries a fingerprint", "it is left out", "pipeline/keeping/archive.py",
        "    return {name: _stamp(name, content, fingerprint) for name, content in files.items()}",
        "    return dict(files)",
        f"{_TRUST}/test_fingerprint.py::test_every_report_carries_the_fingerprint_of_its_run",
    ),
    fault(
        "a change of the code is a change", "results are taken for fresh whatever the code",
        "pipeline/flow/freshness.py",
        "    return hash_bytes([versions.encode(), *(name.encode() for name in files), *contents])",
        '    return hash_bytes([b"the same"])',
        "tests/safety/test_supply_chain.py::test_a_changed_file_of_the_program_is_another_program",
    ),
)  # fmt: skip
TRUST = (*_PRIVACY, *_LOST, *_SAME)
