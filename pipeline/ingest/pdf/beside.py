"""Words that lie on a page of a PDF and are not printed with it: comments, form fields, attached files."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

COMMENT = "a comment on the page"
FIELD = "a form field that was filled in"
TICKED = "a box that was ticked"
ATTACHED = "a file attached to the document, which was not read"
_MOST = 5_000  # on one page; beyond it a file is broken or means harm
_LONGEST = 20_000_000  # bytes of one of them
# A link says where it leads; a pop-up shows again what its comment says.
_NO_COMMENTS = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_WIDGET)
_WRITTEN = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_TICKED = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)


@dataclass(frozen=True, slots=True)
class Beside:
    """One of them, with what it is."""

    text: str
    reason: str


def open_form(document: pdfium.PdfDocument) -> None:
    """Make the fields of a form readable, where the document has one. Nothing in it is run."""
    if document.get_formtype() != raw.FORMTYPE_NONE:
        document.init_forms()


def read_beside(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> tuple[Beside, ...]:
    """The comments and the filled-in form fields of a page, in the order of the file."""
    found: list[Beside] = []
    for place in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, place)
        if not annotation:
            continue
        try:
            found += _read_one(document, annotation)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return tuple(found)


def list_attached(document: pdfium.PdfDocument) -> Iterator[Beside]:
    """The names of files that are attached to a document."""
    for place in range(min(raw.FPDFDoc_GetAttachmentCount(document.raw), _MOST)):
        attached = raw.FPDFDoc_GetAttachment(document.raw, place)
        yield Beside(_read_text(partial(raw.FPDFAttachment_GetName, attached)), ATTACHED)


def _read_one(document: pdfium.PdfDocument, annotation: Any) -> Iterator[Beside]:
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    form = document.formenv
    if kind == raw.FPDF_ANNOT_WIDGET and form is not None:
        field = raw.FPDFAnnot_GetFormFieldType(form.raw, annotation)
        if field in _WRITTEN:
            text = _read_text(partial(raw.FPDFAnnot_GetFormFieldValue, form.raw, annotation))
            if text.strip():
                yield Beside(text, FIELD)
        elif field in _TICKED and raw.FPDFAnnot_IsChecked(form.raw, annotation):
            yield Beside(
                _read_text(lambda *buffer: raw.FPDFAnnot_GetFormFieldName(form.raw, annotation, *buffer)),
                TICKED,
            )
    elif kind not in _NO_COMMENTS:
        text = _read_text(partial(raw.FPDFAnnot_GetStringValue, annotation, b"Contents"))
        if text.strip():
            yield Beside(text, COMMENT)


def _read_text(fill: Callable[[Any, int], int]) -> str:
    """A text that pdfium writes into a buffer (UTF-16, with a zero at its end) once its length is known."""
    length = min(fill(None, 0), _LONGEST)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    fill(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    text = buffer.raw[: length - 2].decode("utf-16-le", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
