"""The room that says how far a draft can be trusted.

It compares a draft with people's own sorting of the same notes (`compare_sortings`), and with the
summary the organisers wrote (`compare_summary`). Nothing here changes a theme.
"""

from pipeline.agreement.codings import add_default, find_coded, read_sorted
from pipeline.agreement.sortings import compare_sortings
from pipeline.agreement.summary import compare_summary, find_points
