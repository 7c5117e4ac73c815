"""Pages of the web, minutes and plain lines, all words invented: what tells remarks from what stands around.

Laid out as in layouts.py: kinds met in documents of the world, no document of it.
"""

from __future__ import annotations

from tests.ingest.layouts import Notes

PAGE_LAYOUTS: dict[str, tuple[str, Notes]] = {}
UNSPOKEN_PAGES: dict[str, str] = {}
# fmt: off
# ruff: noqa: E501

PAGE_LAYOUTS["outcomes-below-remarks.txt"] = ('''What you told us, and what came of it

Every month we collect what visitors write on the cards by the till, and we look into each of them with the team.

March 2021

  • A visitor found the side entrance locked on a Sunday afternoon.

Outcome: The side entrance now has a bell, and staff were reminded to open it at ten.


  • Soup was cold and there was nobody to tell about it.

Outcome: The kitchen has bought a second warmer.


April 2021

  • Family unhappy that the changing table is in the ladies' only.

Outcome: A second table will be put up by the lift.
''', {" > March 2021": ["A visitor found the side entrance locked on a Sunday afternoon.", "Soup was cold and there was nobody to tell about it."], " > April 2021": ["Family unhappy that the changing table is in the ladies' only."]})
PAGE_LAYOUTS["forum-with-bulleted-names.txt"] = ('''Comments on the new pond

9 months ago

CLOSED: this conversation has ended.

  • Petra 9 months ago
    I would love a railing, my two boys run everywhere.
  • Old Tom 10 months ago
    Leave the reeds where they are please.
  • Wilma 10 months ago
    The path on the plan looks too steep for a wheelchair
''', {"Comments on the new pond": ["I would love a railing, my two boys run everywhere.", "Leave the reeds where they are please.", "The path on the plan looks too steep for a wheelchair"]})
PAGE_LAYOUTS["speakers-with-their-towns.txt"] = ('''Things to change next year:

  • Ida (Harrowby): start an hour later
  • Tomas (Wexmoor) : badges with first names only
  • Ruth (volunteer): less plastic
  • Ole (Norland): a quiet room

Hopes for the year ahead:

  • Britt (Wexmoor): that the bus comes back
  • Carl (Harrowby): could we all meet in spring?
1 Like
''', {"Things to change next year": ["start an hour later", "badges with first names only", "less plastic", "a quiet room"], "Hopes for the year ahead": ["that the bus comes back", "could we all meet in spring?"]})
PAGE_LAYOUTS["lines-of-a-retrospective.md"] = ('''*** Glad ***

Everybody helped with the chairs

*** Sad ***

How long it took to find out who holds the key of the store room
Doors that nobody had oiled since the flood of last year

*** Mad ***

Rules for the kitchen that nobody can read or follow
Nobody answered the phone at the desk / the mobile / the pager (three of us tried)
''', {"*** Glad ***": ["Everybody helped with the chairs"], "*** Sad ***": ["How long it took to find out who holds the key of the store room", "Doors that nobody had oiled since the flood of last year"], "*** Mad ***": ["Rules for the kitchen that nobody can read or follow", "Nobody answered the phone at the desk / the mobile / the pager (three of us tried)"]})

UNSPOKEN_PAGES["a-lesson-that-defines.md"] = '''# Notes for the weaving class

## Part 1 - About this class [10 minutes]

You will learn to set up a small frame and to read a pattern on your own, and there will be time for what you bring along.

## Part 2 - What is a heddle? [15 minutes]

### What is a heddle?

The handbook says:

> A heddle is a part of a loom through which the threads of the warp are drawn

In short, it comes with three parts:

- The shaft
- The eye
- The cord
'''
