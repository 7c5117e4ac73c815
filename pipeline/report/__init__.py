"""The room that drafts reports: one model of blocks, rendered as HTML, Word, PDF and Markdown.

`render` holds its entries. It imports matplotlib, python-docx, typst and Jinja, this package does not: a
command that writes no report should not wait for them.
"""
