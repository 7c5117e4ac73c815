"""Sections and lines that stand beside others of the same kind and are read as these are; all words invented."""

from __future__ import annotations

from tests.ingest.layouts import Notes

SISTER_LAYOUTS: dict[str, tuple[str, Notes]] = {}
# fmt: off
# ruff: noqa: E501

SISTER_LAYOUTS["comments-among-topics.md"] = ('''# Branch library, May

## Opening hours

- Please open on Sundays for families.
- Late evenings suit me after work.

## Your comments

- The staff are kind and patient, all of them.
- Too cold in the reading room in winter.

## Children's corner

- More picture books for the small ones.
- A second carpet would help a lot.
''', {"Opening hours": ["Please open on Sundays for families.", "Late evenings suit me after work."], "Your comments": ["The staff are kind and patient, all of them.", "Too cold in the reading room in winter."], "Children's corner": ["More picture books for the small ones.", "A second carpet would help a lot."]})
SISTER_LAYOUTS["comments-in-paragraphs.md"] = ('''# Branch library, May

## Opening hours

Please open on Sundays for families.

Late evenings suit me after work.

## Your comments

The staff are kind and patient, all of them.

Too cold in the reading room in winter.
''', {"Opening hours": ["Please open on Sundays for families.", "Late evenings suit me after work."], "Your comments": ["The staff are kind and patient, all of them.", "Too cold in the reading room in winter."]})
SISTER_LAYOUTS["names-between-empty-lines.txt"] = ('''Opening hours

Please open on Sundays
Late evenings suit me after work

General comments

The staff are kind and patient
Too cold in the reading room

Children's corner

More picture books for the small ones
A second carpet would help
''', {"Opening hours": ["Please open on Sundays", "Late evenings suit me after work"], "General comments": ["The staff are kind and patient", "Too cold in the reading room"], "Children's corner": ["More picture books for the small ones", "A second carpet would help"]})
SISTER_LAYOUTS["label-of-a-topic.md"] = ('''# Ferry night

- Boats leave too early for the late shift.
- Metrics
  - Count the bicycles that stay behind
  - Minutes until the gangway is down
- Actions
  - Ola to ask the harbour office
  - Ada to book the hall
''', {"Ferry night": ["Boats leave too early for the late shift."], "Ferry night > Metrics": ["Count the bicycles that stay behind", "Minutes until the gangway is down"]})
SISTER_LAYOUTS["wrapped-question-and-block-quote.md"] = ('''What should we change about the rowing day, and what was good (on the
water and in the hall)?

> The boats were ready when we came, and nobody had to wait in the rain
> for the second round.

Was the map clear?

> Yes, although the bridge was on the wrong side of it.
''', {"What should we change about the rowing day, and what was good (on the water and in the hall)?": ["The boats were ready when we came, and nobody had to wait in the rain for the second round."], "Was the map clear?": ["Yes, although the bridge was on the wrong side of it."]})
