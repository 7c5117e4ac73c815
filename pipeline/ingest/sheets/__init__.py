"""Excel workbooks, OpenDocument spreadsheets and separated values, into sheets of cells and into lines."""
