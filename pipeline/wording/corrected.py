"""Lines that people, not the program, took out of the notes or put into them, as a phrase."""

from __future__ import annotations

from pandera.typing.pandas import DataFrame

from pipeline.tables import PUT_IN, TAKEN_OUT, Ledger
from pipeline.wording import count_words


def say_corrected(ledger: DataFrame[Ledger]) -> str:
    """How many lines people took out of the notes and put in: "took 2 lines out of the notes"; or empty."""
    out, into = (int(ledger["reason"].eq(reason).sum()) for reason in (TAKEN_OUT, PUT_IN))
    said = [f"took {count_words(out, 'line')} out of the notes"] if out else []
    said += [f"put {count_words(into, 'line')} into {'them' if out else 'the notes'}"] if into else []
    return " and ".join(said)
