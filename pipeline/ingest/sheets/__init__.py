"""Excel workbooks, OpenDocument spreadsheets and separated values, into sheets of cells and into lines."""

from pipeline.ingest.sheets.cells import Row, Sheet
from pipeline.ingest.sheets.delimited import decode_delimited, read_delimited
from pipeline.ingest.sheets.excel import decode_excel, read_excel
from pipeline.ingest.sheets.open_document import decode_open_document_sheet

__all__ = [
    "Row",
    "Sheet",
    "decode_delimited",
    "decode_excel",
    "decode_open_document_sheet",
    "read_delimited",
    "read_excel",
]
