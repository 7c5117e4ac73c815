"""Many random histories of an event: `python -m tests.benchmarks.edits [HISTORIES]`."""

from __future__ import annotations

import sys

from hypothesis import given, settings

from tests.review.edits import STEPS, live_through


def main(histories: int) -> None:
    """Live through them; what fails first is shown with the shortest history that shows it."""
    settings(max_examples=histories, deadline=None)(given(STEPS)(live_through))()
    sys.stdout.write(f"{histories} histories: nothing vanished unsaid, counted twice or was printed.\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
