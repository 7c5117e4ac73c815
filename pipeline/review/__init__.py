"""The review room: people's decisions are read from returned workbooks and replayed on top of the draft.

`replay_reviews`, `rebuild_codings` and `finish_review` replay, `gather_contents` and
`workbook.write.write_workbook` (by itself: openpyxl takes a while to import) make the next workbook, `say_…`
put it in words.
"""

from pipeline.review.replay.draft import Draft
from pipeline.review.review import (
    Reviewed,
    apply_note_types,
    finish_review,
    read_reviews,
    rebuild_codings,
    replay_reviews,
)
from pipeline.review.say import (
    count_held,
    picture,
    picture_draft,
    say_difference,
    say_review,
    say_status,
    say_theme_reviews,
)
from pipeline.review.workbook import Review
from pipeline.review.workbook.contents import Contents, gather_contents, order_notes
