"""Faults in what leaves, what runs and what comes with the project; others in planted_trust.py."""

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


_INJECTION = "tests/safety/test_injection.py"
_NETWORK = "tests/safety/test_network.py"
_RUNS = "tests/safety/test_nothing_runs.py"
_FOUND = "tests/safety/test_found.py"
_CHAIN = "tests/safety/test_supply_chain.py"
_HOSTILE = "tests/report/test_hostile.py"

_LEAVES = (
    fault(
        "no network",
        "a run looks for a newer version",
        "pipeline/run.py",
        "    chosen = list(sources) or find_events(workspace.raw)\n",
        '    import socket\n    try:\n        socket.create_connection(("127.0.0.1", 9), 1)\n'
        "    except OSError:\n        pass\n    chosen = list(sources) or find_events(workspace.raw)\n",
        f"{_NETWORK}::test_a_run_of_everything_reaches_out_of_nothing",
    ),
    fault(
        "no network",
        "a call that Python's audit does not see, but a trace does",
        "pipeline/run.py",
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
        "pipeline/writing.py",
        "dir=path.parent)",
        "dir=Path.home())",
        f"{_NETWORK}::test_a_run_of_everything_reaches_out_of_nothing",
    ),
    fault(
        "files for their owner alone",
        "original words may be read by all",
        "pipeline/writing.py",
        "        if not private:\n",
        "        if True:\n",
        "tests/contract/test_tables.py::test_original_words_are_for_their_owner_and_reports_for_whoever_may_read",
    ),
)
_RUNS_NOTHING = (
    fault(
        "no formula in Excel",
        "a cell may be computed",
        "pipeline/tables/workbooks.py",
        '    cell.data_type = "s"\n',
        "",
        f"{_FOUND}::test_a_cell_of_a_workbook_holds_any_text",
    ),
    fault(
        "no formula in Excel",
        "the tracker writes cells by itself",
        "pipeline/series/tracker_workbook.py",
        "    write_text(sheet.cell(row, column), text)\n",
        "    sheet.cell(row, column).value = text\n",
        f"{_INJECTION}::test_workbooks_hold_texts_and_no_formula_of_theirs",
    ),
    fault(
        "no formula in CSV",
        "tables are written as pandas does",
        "pipeline/store.py",
        "        text = write_csv(checked)\n",
        "        text = checked.to_csv(index=False)\n",
        f"{_INJECTION}::test_tables_hold_no_cell_that_a_spreadsheet_would_compute",
    ),
    fault(
        "no HTML or script",
        "characters are not escaped",
        "pipeline/report/html.py",
        "        autoescape=True,",
        "        autoescape=False,",
        f"{_HOSTILE}::test_html_has_one_script_and_it_is_our_own",
    ),
    fault(
        "no HTML or script",
        "a note is trusted in one place",
        "pipeline/report/templates/parts.html",
        '<p class="words" dir="auto">{{ note.words }}</p>',
        '<p class="words" dir="auto">{{ note.words|safe }}</p>',
        f"{_HOSTILE}::test_html_shows_hostile_notes_as_text",
        f"{_RUNS}::test_templates_trust_nothing",
    ),
    fault(
        "no HTML or script",
        "a script of the page's own writes HTML",
        "pipeline/report/templates/report.js",
        "\n",
        '\ndocument.body.insertAdjacentHTML("beforeend", document.title);\n',
        f"{_INJECTION}::test_web_pages_do_nothing_in_a_browser",
    ),
    fault(
        "no link",
        "the page may load what it likes",
        "pipeline/report/templates/report.html",
        "default-src 'none'",
        "default-src *",
        f"{_HOSTILE}::test_html_fetches_nothing",
    ),
    fault(
        "no HTML or script",
        "the page of every line is not escaped",
        "pipeline/ingest/explain.py",
        "{escape(str(row['text']))}",
        "{row['text']}",
        f"{_INJECTION}::test_web_pages_hold_nothing_but_their_own_elements",
    ),
    fault(
        "no template",
        "words are taken for a template of Jinja's",
        "pipeline/report/html.py",
        "        autoescape=True,",
        "        autoescape=True,\n        finalize=lambda value: jinja2.Template(value).render()"
        ' if isinstance(value, str) and "{{" in value else value,',
        f"{_HOSTILE}::test_html_shows_hostile_notes_as_text",
    ),
    fault(
        "no typst",
        "words are read as typst's own mark-up",
        "pipeline/report/templates/report.typ",
        "line => [#line]",
        'line => eval(line, mode: "markup")',
        f"{_RUNS}::test_templates_trust_nothing",
    ),
    fault(
        "no Markdown",
        "brackets are not escaped",
        "pipeline/report/markdown.py",
        r'r"([\\`*_\[\]<>|~$&])"',
        r'r"([\\`*_<>|~$&])"',
        f"{_HOSTILE}::test_markdown_in_notes_formats_nothing",
    ),
    fault(
        "no field code in Word",
        "words are put into the XML as they are",
        "pipeline/report/word_xml.py",
        "{escape(piece)}",
        "{piece}",
        f"{_HOSTILE}::test_word_shows_hostile_notes_as_text",
    ),
    fault(
        "no external relationship in Word",
        "a template keeps its tie to another",
        "pipeline/report/word_document.py",
        "            detach_template(self._document)",
        "            pass",
        f"{_RUNS}::test_a_report_never_looks_for_the_template_of_its_template",
    ),
    fault(
        "no pickle",
        "vectors may be a pickle",
        "pipeline/store.py",
        "allow_pickle=False)\n        except",
        "allow_pickle=True)\n        except",
        f"{_RUNS}::test_the_code_runs_nothing_that_people_send",
    ),
    fault(
        "no YAML tag",
        "a codebook may name what to run",
        "pipeline/themes/codebook.py",
        "yaml.safe_load(content)",
        "yaml.unsafe_load(content)",
        f"{_RUNS}::test_no_tag_of_yaml_is_run",
    ),
    fault(
        "no archive member outside",
        "names that lead out are let through",
        "pipeline/ingest/archive.py",
        '    return steps[0] == "" or ".." in steps or ":" in steps[0]',
        "    return False",
        "tests/ingest/test_archive.py::test_names_that_lead_out_of_the_archive_are_refused",
    ),
    fault(
        "no archive member outside",
        "documents are unpacked to disk",
        "pipeline/ingest/archive.py",
        "        return archive.read(name)\n",
        "        archive.extractall()\n        return archive.read(name)\n",
        f"{_RUNS}::test_the_code_runs_nothing_that_people_send",
    ),
    fault(
        "no XML entity",
        "Word's and OpenDocument's XML is read by the unguarded parser",
        "pipeline/ingest/archive.py",
        "        root: Element = fromstring(part, forbid_dtd=True)\n",
        "        from xml.etree.ElementTree import XML\n        root: Element = XML(part)\n",
        "tests/ingest/test_archive.py::test_entities_and_document_types_are_refused",
    ),
    fault(
        "no XML entity",
        "Excel's XML may have a document type",
        "pipeline/ingest/excel_parts.py",
        "    parser.StartDoctypeDeclHandler = refuse_doctype\n",
        "",
        f"{_RUNS}::test_no_entity_is_expanded",
    ),
    fault(
        "no XML entity",
        "an organisation's template is not looked at",
        "pipeline/report/word_template.py",
        "        _check_parts(content)\n",
        "",
        f"{_RUNS}::test_no_entity_is_expanded",
    ),
    fault(
        "archives are bounded",
        "a document may unpack to any size",
        "pipeline/ingest/archive.py",
        "    if len(parts) > _MOST_PARTS or unpacked > _LARGEST or too_dense:",
        "    if False:",
        "tests/ingest/test_archive.py::test_what_unpacks_to_too_much_is_refused",
    ),
    fault(
        "no path from a file",
        "an event's id is what its file says",
        "pipeline/ingest/event_file.py",
        '        slug=make_slug(_text(values, "slug", where)),',
        '        slug=_text(values, "slug", where),',
        f"{_RUNS}::test_no_name_in_a_file_leads_out_of_the_workspace",
    ),
    fault(
        "no terminal control sequence",
        "words are shown as they are",
        "pipeline/cli/terminal.py",
        '\n    return "".join(\n',
        '\n    return text\n    return "".join(\n',
        f"{_INJECTION}::test_the_terminal_is_never_steered",
    ),
    fault(
        "readers refuse in one line",
        "a parser's own error gets through",
        "pipeline/ingest/event_file.py",
        "    except (ValueError, RecursionError):",
        "    except ZeroDivisionError:",
        f"{_FOUND}::test_toml_that_breaks_the_parser_is_refused",
    ),
)
_CHAIN_HOLDS = (
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
SAFETY = (*_LEAVES, *_RUNS_NOTHING, *_CHAIN_HOLDS)
