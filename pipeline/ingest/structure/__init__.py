"""The structure of a document: sections, questions, notes, and the ledger of every line."""
