"""Which groups must never be scored by a model that was trained on their topic.

Five folds by subject, fixed by hand and not drawn, so that they are the same for whoever trains and
whoever scores:

| fold | groups of theme_groups.csv | labelled sets |
|---|---|---|
| 0 health | nhs (82) | nhs_patient_feedback_single, nhs_patient_feedback_multi |
| 1 politics | march-on, brexit, 15-per-hour (51) | argument_key_points |
| 2 places | Bowling Green twice (26), invented i3xx (10) | |
| 3 coproduction and work | invented i1xx, i6xx, i5xx (30) | mansfield, napire_problem_causes_effects |
| 4 services | invented i2xx, i7xx (20) | banking77, clinc150 |

What this guarantees: a question, a Polis conversation, a county or an invented series of questions
lies wholly in one fold; so does every labelled set; and no note of more than three words stands in two
folds (tests/benchmarks/themes/test_themes.py holds this). A model for fold k is trained on nothing of
fold k, the labelled sets in its row included, and embeds exactly the groups of fold k. "The labelled
sets left out in turn" is thereby met with five models.

Why so strict. All nhs groups are answers to five questions that are the same question in other words
("How could we improve?", "What could we do better?"): 32 themes bear the same title in more than one
group, 11 across questions, and answers such as "nothing at all" recur. A split of nhs by group, or by
question, would train on the themes it is scored on. 2,800 of its 2,952 notes also stand in
nhs_patient_feedback_multi. The two Bowling Green conversations are of one county ten years apart; i1xx
and i6xx ask about involvement in other words.

What it does not guarantee: that subjects of two folds have nothing in common. Patients' comments
(fold 0) and invented questions about health services (fold 4) differ in question, people and writer,
yet both speak of waiting; place and politics touch as well.
"""

from __future__ import annotations

FOLDS = ("health", "politics", "places", "coproduction and work", "services")

_OF_SET = {
    "nhs_patient_feedback_single": 0,
    "nhs_patient_feedback_multi": 0,
    "argument_key_points": 1,
    "mansfield": 3,
    "napire_problem_causes_effects": 3,
    "banking77": 4,
    "clinc150": 4,
}
_OF_SOURCE = {
    "nhs": 0,
    "polis:march-on.operation-marchin-orders": 1,
    "polis:brexit-consensus": 1,
    "polis:15-per-hour-seattle": 1,
    "polis:american-assembly.bowling-green": 2,
    "polis:bg2050-volunteers": 2,
}
_OF_SERIES = {"i1": 3, "i2": 4, "i3": 2, "i5": 3, "i6": 3, "i7": 4}


def fold_of(set_name: str, source: str = "", group: str = "") -> int:
    """The fold a group of notes belongs to, 0 to 4.

    Args:
        set_name: "theme_groups", "mansfield", or the file name (without .csv) of a labelled set.
        source: For theme_groups, the column `source` of the group's notes.
        group: For theme_groups, the column `group`.

    Raises:
        KeyError: If the set, source or series is not known, so that nothing new slips in unassigned.
    """
    if set_name != "theme_groups":
        return _OF_SET[set_name]
    return _OF_SERIES[group[:2]] if source == "invented" else _OF_SOURCE[source]
