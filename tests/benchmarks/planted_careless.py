"""Faults in what a careless world brings: words beside the text, names, runs cut off, files that are held."""

from __future__ import annotations

from tests.benchmarks.planted import fault

_ABSENT = "tests/ingest/test_nothing_absent.py"
_STRUCTURE = "tests/ingest/test_structure.py"
_WORLD = "tests/privacy/test_careless_world.py"
_LONGEST = "tests/trust/test_longest_note.py"
_HELD = "tests/trust/test_held_files.py::test_what_cannot_be_opened_holds_its_own_event_alone"
_FIFTH = "tests/privacy/test_corpus.py::test_figures_of_the_fifth_corpus_are_held"
_FAULTS = "tests/trust/test_faults.py"
_IN_PDF = f"{_ABSENT}::test_comments_form_fields_and_attached_files_of_a_pdf_are_named"

_NOTHING_ABSENT = (
    fault(
        "nothing is absent in silence", "a file put into a Word document is passed over",
        "pipeline/ingest/office/word.py", '        elif name == "altChunk":', '        elif name == "none":',
        f"{_ABSENT}::test_a_file_put_into_a_word_document_is_read_where_it_stands",
    ),
    fault(
        "nothing is absent in silence", "a file of a kind that is not read is not named",
        "pipeline/ingest/office/parts.py",
        '        files[link] = [Paragraph(1, "", (Part(""),), role="metadata", reason=reason)]',
        "        files[link] = []",
        f"{_ABSENT}::test_a_file_put_into_a_word_document_that_cannot_be_read_is_named",
    ),
    fault(
        "nothing is absent in silence", "the boxes of a drawing are passed over",
        "pipeline/ingest/office/parts.py", '        if kind != "/diagramData":', "        if kind:",
        f"{_ABSENT}::test_what_stands_in_the_boxes_of_a_drawing_is_read",
        f"{_ABSENT}::test_drawings_and_pictures_in_a_sheet_are_named",
    ),
    fault(
        "nothing is absent in silence", "a picture in a sheet is not named",
        "pipeline/ingest/sheets/excel.py",
        'elif get_name(item) == "pic":', 'elif get_name(item) == "none":',
        f"{_ABSENT}::test_drawings_and_pictures_in_a_sheet_are_named",
    ),
    fault(
        "nothing is absent in silence", "what lies on a page of a PDF is not looked at",
        "pipeline/ingest/pdf/text.py", "beside = _read_beside(document, page)", "beside = ()", _IN_PDF,
    ),
    fault(
        "nothing is absent in silence", "form fields are not looked at", "pipeline/ingest/pdf/text.py",
        "        if field in _WRITTEN:", "        if field in ():", _IN_PDF,
    ),
    fault(
        "nothing is absent in silence", "what is not taken for notes is not said",
        "pipeline/ingest/explain.py", "if beside := _say_beside(lines):", 'if beside := "":',
        f"{_ABSENT}::test_drawings_and_pictures_in_a_sheet_are_named", _IN_PDF,
    ),
    fault(
        "nothing is absent in silence", "a question right below bullets is part of the last one",
        "pipeline/ingest/structure/asking.py",
        "(document.format in WITHOUT_BLANKS or _ends_list(document, place))",
        "document.format in WITHOUT_BLANKS",
        f"{_STRUCTURE}::test_a_question_typed_right_below_bullets_opens_the_next_list",
    ),
)  # fmt: skip
_NAMED = (
    fault(
        "nobody is named", "files keep their names", "pipeline/flow/shown.py",
        "    shown = name_neutrally([name for name, _ in (*raw.documents, *raw.set_aside)], settings)",
        "    shown: dict[str, str] = {}",
        "tests/trust/test_held_files.py::test_a_source_with_a_name_in_its_own_is_shown_neutrally",
    ),
    fault(
        "nobody is named", "a file's name is not looked at", "pipeline/privacy/masking.py",
        "    for name in sorted(names):\n        path =", "    for name in ():\n        path =",
        f"{_WORLD}::test_files_whose_names_hold_a_detail_have_neutral_names",
    ),
    fault(
        "nobody is named", "who led a table is its question", "pipeline/ingest/structure/headings.py",
        '    rest = _WHO_LED.sub("", words[found.end() :])', "    rest = words[found.end() :]",
        f"{_STRUCTURE}::test_who_led_a_table_is_no_question",
    ),
    fault(
        "nobody is named", "who led a table is not on the list of who was there",
        "pipeline/privacy/roster.py", "        if _LED in reason or _WROTE in reason:", "        if False:",
        "tests/trust/test_sisters.py::test_who_led_a_table_is_no_question_and_on_the_list",
    ),
    fault(
        "nobody is named", "notes in capitals are read as they stand", "pipeline/privacy/names/__init__.py",
        "    if not text.shouted or", "    if True or", _FIFTH,
    ),
    fault(
        "nobody is named", "words that are names, and what is theirs, are not looked at",
        "pipeline/privacy/names/doubtful.py",
        "said_of_one(text, place, _cue_of(text, place))", 'said_of_one(text, place, "deeds")', _FIFTH,
    ),
)  # fmt: skip
_CUT_OFF = (
    fault(
        "a run is all or nothing", "files are moved before the list is written", "pipeline/keeping/switch.py",
        "        _write_list(self._list, self._names, self._gone, before)\n", "",
        f"{_FAULTS}::test_every_point_of_the_store_can_be_killed_or_refused",
    ),
    fault(
        "a run is all or nothing", "a killed run is not gone on with", "pipeline/keeping/switch.py",
        "        _move_all(root, path.name.removesuffix(_LIST))\n", "        path.unlink()\n",
        f"{_FAULTS}::test_every_point_of_the_store_can_be_killed_or_refused",
        f"{_FAULTS}::test_a_killed_run_and_a_way_back_leave_no_file_of_the_other_version",
    ),
    fault(
        "a run is all or nothing", "a file is written where it is to lie", "pipeline/keeping/switch.py",
        "        write_bytes(self._folder / name, content, private=private, lasting=False)\n",
        "        write_bytes(self._folder / name, content, private=private, lasting=False)\n"
        "        write_bytes(self._root / name, content, private=private)\n",
        f"{_FAULTS}::test_every_point_of_the_store_can_be_killed_or_refused",
    ),
    fault(
        "a note has a longest length", "it goes on for megabytes", "pipeline/ingest/structure/whole_event.py",
        "            if max(len(part.text), len(part.words)) > left:", "            if False:", _LONGEST,
    ),
    fault(
        "a note has a longest length", "the rest is not said", "pipeline/ingest/explain.py",
        '        if cut := int((lines["reason"].str.startswith(CUT_NOTE)',
        '        if cut := 0 * int((lines["reason"].str.startswith(CUT_NOTE)', _LONGEST,
    ),
    fault(
        "what was not taken is said", "lines that introduce notes are not counted",
        "pipeline/report/event/notes.py",
        'isin(("note", "continuation"))', 'isin(("note", "continuation", "lead_in"))',
        "tests/report/test_applies.py::test_how_many_lines_are_no_notes_is_said",
    ),
    fault(
        "one event does not stop the others", "a folder nobody may look into stops all",
        "pipeline/ingest/event/sources.py",
        "        return path.is_file()\n    except OSError:\n        return unasked",
        "        return path.is_file()\n    except ZeroDivisionError:\n        return unasked", _HELD,
    ),
    fault(
        "one event does not stop the others", "a folder nobody may look into is empty",
        "pipeline/ingest/event/sources.py",
        "followlinks=False, onerror=_refuse_held", "followlinks=False", _HELD,
    ),
)  # fmt: skip
CARELESS = (*_NOTHING_ABSENT, *_NAMED, *_CUT_OFF)
