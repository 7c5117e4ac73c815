"""Spreadsheets and form exports: rows of cells, what each column holds, and the notes in them."""
