"""Odd templates of colleagues, written down with their notes before the reader saw them; all words invented."""

from __future__ import annotations

from tests.ingest.layouts import Notes

DAILY_LAYOUTS: dict[str, tuple[str, Notes]] = {}
# fmt: off
# ruff: noqa: E501

DAILY_LAYOUTS["asked-in-a-sentence.txt"] = ('''Tea and talk at the day centre

In total 31 people came, and nine of them had never been before.
When asked what they enjoyed most people named the company, and wrote: ‘The singing took me back to school’, ‘Nobody rushed us’, ‘a hot meal’ and others praised the drivers.
We asked carers what would help them come again. One wrote: “A door that opens by itself, my wife is in a chair now.” Another: “Ring me the day before, I forget.”
Things people missed from last year were the raffle and the garden; one man said ‘I came for the roses and found a car park’.
''', {"When asked what they enjoyed": ["‘The singing took me back to school’", "‘Nobody rushed us’", "‘a hot meal’"], "We asked carers what would help them come again": ["“A door that opens by itself, my wife is in a chair now.”", "“Ring me the day before, I forget.”"], "Things people missed from last year": ["‘I came for the roses and found a car park’"]})
DAILY_LAYOUTS["asked-above-quotations.txt"] = ('''Questionnaire for families, 2019

When asked what we do well, parents said:
“You know each child by name on the second day.”
“Drop-off is calm, even in the rain with three of them.”
When asked what we could do better, the most common wish was
“A shelter for prams that keeps the wet out.”
''', {"When asked what we do well": ["“You know each child by name on the second day.”", "“Drop-off is calm, even in the rain with three of them.”"], "When asked what we could do better": ["“A shelter for prams that keeps the wet out.”"]})
DAILY_LAYOUTS["outline.org"] = ('''#+TITLE: Parish walk, 4 May 2024
#+AUTHOR: J. Wren

* What did you like?                                        :walk:
- The bluebells by the mill pond
- Stopping for tea half way round
  and the biscuits too
* What should change?
:PROPERTIES:
:ID: 12
:END:
** TODO More benches along the river
** A shorter loop for people with sticks
** The stile at the top field is rotten
* Anything else?
I would come again with my grandson.
''', {"What did you like?": ["The bluebells by the mill pond", "Stopping for tea half way round and the biscuits too"], "What should change?": ["More benches along the river", "A shorter loop for people with sticks", "The stile at the top field is rotten"], "Anything else?": ["I would come again with my grandson."]})
