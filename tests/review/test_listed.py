"""A question with very many notes: the workbook lists those that fit least."""

from __future__ import annotations

from pipeline.review import Draft, order_notes


def test_every_note_is_listed_where_there_are_few(draft: Draft) -> None:
    assert sorted(order_notes(draft.codings, draft.vectors, 2000)) == list(range(len(draft.codings)))


def test_of_very_many_those_that_fit_least_are_listed(draft: Draft) -> None:
    listed = order_notes(draft.codings, draft.vectors, 5)
    codings = draft.codings.reset_index(drop=True)
    for _, own in codings.groupby("question_id"):
        chosen = own[own.index.isin(listed)]
        assert len(chosen) == min(5, len(own))
        left_out = own[~own.index.isin(listed)]
        assert left_out.empty or chosen["strength"].max() <= left_out["strength"].min()


def test_what_people_decided_on_is_always_listed(draft: Draft) -> None:
    codings = draft.codings.reset_index(drop=True)
    firmest = int(codings["strength"].to_numpy().argmax())
    codings.loc[firmest, "basis"] = "reviewed"
    assert firmest in order_notes(codings, draft.vectors, 1)
