"""What the reading of an event should be checked for, said out loud."""

from __future__ import annotations

from pandera.typing.pandas import DataFrame

from pipeline.tables import Ledger, Notes, Questions

_MANY = 0.25  # of the bullets of a document taken for something else than notes


def list_doubts(
    ledger: DataFrame[Ledger], questions: DataFrame[Questions], notes: DataFrame[Notes]
) -> list[str]:
    """Sentences on what may have been read wrongly; none where the document left no doubt.

    Args:
        ledger: Every line with its role.
        questions: The questions found.
        notes: The notes found.
    """
    doubts = []
    unnamed = int((notes["question"] == "").sum())
    if unnamed == len(notes):
        doubts.append(f"no questions found; all {unnamed} notes stand under one unnamed question")
    elif unnamed:
        doubts.append(f"{unnamed} of {len(notes)} notes stand under no question")
    silent = questions[(questions["notes"] == 0) & (questions["question"] != "")]
    if len(silent):
        doubts.append(f"no notes were found for {len(silent)} of {len(questions)} questions")
    for source, lines in ledger.groupby("source", sort=False):
        spoken = lines[lines["role"].isin(["note", "context"])]
        aside = int((spoken["role"] == "context").sum())
        bullets = int(spoken["text"].str.match(r"\s*[-*•]\s").sum())
        listed = int(spoken.loc[spoken["role"] == "context", "text"].str.match(r"\s*[-*•]\s").sum())
        if bullets and listed > max(5, _MANY * bullets):
            doubts.append(f"{source}: {listed} of {bullets} bullets were taken for text around the notes")
        elif not bullets and aside > len(spoken) / 2:
            doubts.append(f"{source}: {aside} of {len(spoken)} lines were taken for text around the notes")
    return doubts
