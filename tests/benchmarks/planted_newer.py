"""Faults in what was promised last: what is quoted, what a heading holds, what is said, who is named."""

from __future__ import annotations

from tests.benchmarks.planted import fault

_QUOTES = "tests/report/test_quotes.py"
_SCRIBES = "tests/report/test_scribes.py::test_it_is_never_quoted_and_stands_in_the_appendix"
_LOOK = "tests/ingest/test_second_look.py"
_KINDS = "tests/privacy/test_kinds.py"
_LISTED = "tests/privacy/test_careless_world.py::test_the_documents_own_list_of_people_is_masked_in_its_notes"

_QUOTED = (
    fault(
        "every word can be traced", "a note need not stand in its source",
        "pipeline/report/quotes.py",
        "    if not any(text in line or", "    if False and not any(text in line or",
        f"{_QUOTES}::test_a_note_that_is_not_in_its_source_is_refused",
    ),
    fault(
        "every word can be traced", "words of a note need not be those of its text",
        "pipeline/report/quotes.py", '    if not is_without_mark_up(note["words"], text):', "    if False:",
        f"{_QUOTES}::test_a_word_lost_between_source_and_report_is_refused",
    ),
    fault(
        "every word can be traced", "words may be left out where lines meet", "pipeline/report/quotes.py",
        "        if found < 0 or (number and not _VOTES.fullmatch(whole, place, found)):",
        "        if found < 0:", f"{_QUOTES}::test_a_word_left_out_where_lines_meet_is_noticed",
    ),
    fault(
        "every word can be traced", "a note's words hold what its text does not",
        "pipeline/ingest/structure/ledger.py",
        "    return words if told else render_inline(", "    return words or (",
        "tests/ingest/test_documents.py::test_votes_on_the_second_line_of_a_note_are_no_part_of_its_words",
        "tests/ingest/test_documents.py::test_bullets_in_one_line_keep_what_goes_on_below",
        "tests/ingest/test_documents.py::test_votes_on_each_line_of_a_note_leave_it_one_that_can_be_quoted",
    ),
)  # fmt: skip
_SAID = (
    fault(
        "a heading's theme holds what stands under it", "it takes what is near in meaning",
        "pipeline/themes/group/__init__.py",
        "        near[np.ix_(~headed[rows], of_headings)] = -np.inf\n", "",
        "tests/themes/test_discover.py::test_a_heading_takes_no_note_that_does_not_stand_under_it",
    ),
    fault(
        "the first page says what it leaves out", "tables in none of its themes are not named",
        "pipeline/report/event/__init__.py",
        "for place in places if not told[place]]", "for place in () if place]",
        "tests/report/test_sentences.py::test_what_no_theme_of_the_first_page_holds_is_counted_there",
    ),
    fault(
        "a doubtful document is said", "the second look is not among the doubts",
        "pipeline/ingest/explain.py",
        '            doubts.append(f"{source}: {unlike}")\n', "            continue\n",
        f"{_LOOK}::test_it_is_among_the_doubts_of_a_run",
    ),
    fault(
        "a doubtful document is said", "it has no doubt", "pipeline/ingest/second_look.py",
        "likely >= UNLIKE_NOTES", "likely >= 0", f"{_LOOK}::test_it_is_among_the_doubts_of_a_run",
    ),
    fault(
        "a request asks something of others", "what scribes are told counts",
        "pipeline/language/note_types.py",
        "drop_told(plain)", "plain", "tests/language/test_asks.py::test_what_only_looks_like_it_is_none",
    ),
    fault(
        "what scribes are told is nobody's view", "a report quotes it", "pipeline/report/event/choose.py",
        "        return not (quoted or note.to_scribes)", "        return not quoted", _SCRIBES,
    ),
    fault(
        "what scribes are told is nobody's view", "a series quotes it", "pipeline/series/build.py",
        '        ~notes["to_scribes"], [', '        notes["rank"].notna(), [',
        "tests/series/test_collation.py::test_what_is_told_to_scribes_is_no_point_of_a_theme_nor_of_a_cell",
    ),
)  # fmt: skip
_NAMED = (
    fault(
        "nobody is named", "the list of who was there is not read", "pipeline/privacy/roster.py",
        "        if role in _LISTED and _opens(label):", "        if False:", _LISTED,
    ),
    fault(
        "nobody is named", "those on the list are not looked for", "pipeline/privacy/flags.py",
        "    spans += find_listed(text, roster)\n", "", _LISTED,
    ),
    fault(
        "details are found", "numbers that somebody is known by are not looked for",
        "pipeline/privacy/details/__init__.py", "    find_called_numbers,\n)", ")",
        f"{_KINDS}::test_kind_certainty_and_place",
    ),
    fault(
        "only details are masked", "any sixteen digits are a card", "pipeline/privacy/details/called.py",
        "    return sum(doubled) % 10 == 0 and len(set(digits)) > 1", "    return bool(doubled)",
        f"{_KINDS}::test_what_looks_like_a_detail_is_left",
    ),
    fault(
        "nobody is named", "initials that speak are passed over", "pipeline/privacy/names/__init__.py",
        "initials.act(text, place) or initials.speak(text, place)", "initials.act(text, place)",
        f"{_KINDS}::test_kind_certainty_and_place",
    ),
)  # fmt: skip
_SISTERS = (
    fault(
        "nobody is named", "who led is not looked for behind a question", "pipeline/privacy/roster.py",
        "            listed += _IN_BRACKETS.findall(text)\n", "            pass\n",
        "tests/trust/test_sisters.py::test_who_led_is_on_the_list_wherever_it_is_said",
    ),
    fault(
        "no formula in CSV", "a carriage return ends a row", "pipeline/keeping/csv_text.py",
        'disarm(value).replace("\\r", _RETURN) if', "disarm(value) if",
        "tests/trust/test_sisters.py::test_a_carriage_return_within_a_cell_ends_no_row",
    ),
    fault(
        "what is hidden is set aside", "hidden words within a line are printed",
        "pipeline/ingest/office/__init__.py",
        "            if unseen.strip() and", "            if False and",
        "tests/trust/test_sisters.py::test_hidden_words_within_a_line_are_set_aside",
    ),
)  # fmt: skip
NEWER = (*_QUOTED, *_SAID, *_NAMED, *_SISTERS)
