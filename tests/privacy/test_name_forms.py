"""Names by where they stand and how they are written, and what only looks so: sentences of no corpus."""

from __future__ import annotations

import pytest

from pipeline.privacy.flags import find_in_text


def _named(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_in_text(text, is_speaker=False)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # in a list of who was there
        ("Rob Smith, Deputy Commissioner", ["Rob Smith"]),
        ("Mark Smith, Deputy Chair", ["Mark Smith"]),
        ("Rob Jones", ["Rob Jones"]),
        ("Mark Lane, car park", []),
        ("May Day", []),
        # who a note opens with
        ("Bopha - from Phnom Penh - no dentist", ["Bopha"]),
        ("TRAN VAN MINH - CARD LOST", ["TRAN VAN MINH"]),
        ("tevita: choir on the ward", ["tevita"]),
        ("Chanthou (khmer) - teeth", ["Chanthou"]),
        # in small letters
        ("my neighbour dawn cant get a bus", ["dawn"]),
        ("her son will can't walk far", ["will"]),
        ("told auntie comfort to see the gp", ["comfort"]),
        ("called makara twice, no answer", ["makara"]),
        ("patience from upstairs has mould", ["patience"]),
        # families, titles and particles of elsewhere
        ("Ma Khin sat at the back", ["Khin"]),
        ("Mrs. Van der Merwe complained", ["Van der Merwe"]),
        ("Wong Siu Ling takes the 14", ["Wong Siu Ling"]),
        ("Mdm Tan Mei Hua asked twice", ["Tan Mei Hua"]),
        ("Dlamini family were moved to a hotel", ["Dlamini"]),
        # what somebody wears, does, or is told
        ("Xavi in the green coat felt judged", ["Xavi"]),
        ("Bahadur the porter is brilliant", ["Bahadur"]),
        ("Parent (Hodan) asked for a bench", ["Hodan"]),
        ("Sunday told us he works nights", ["Sunday"]),
        ("Put Sven down for the rota", ["Sven"]),
    ],
)
def test_names_are_found_where_they_stand(text: str, names: list[str]) -> None:
    assert _named(text) == names


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("per K.R., no more surveys", ["K.R."]),
        ("nobody told us anything (RK)", ["RK"]),
        ("(table 6, rk) the lift is broken", ["rk"]),
        ("Initials of facilitator: AMcB", ["AMcB"]),
        ("facilitated by RK & TJ", ["RK", "TJ"]),
        ("RK - facilitator", ["RK"]),
        ("lady in the corner (RK) needs a loop", ["RK"]),
        ("my son J is autistic", ["J"]),
        ("Actions – TJK email the venue", ["TJK"]),
        ("spoke to RK on the phone", ["RK"]),
        ("R.K. has no lift", ["R.K."]),
    ],
)
def test_initials_are_found_by_what_stands_around(text: str, initials: list[str]) -> None:
    assert _named(text) == initials


@pytest.mark.parametrize(
    "text",
    [
        "Several said the queue is too long",
        "Nan has had two falls",
        "Robin seen in the garden",
        "Norman arch by the river needs lights",
        "down to Fletcher's Wharf",
        "Taylor made support",
        "She claims Universal Credit (UC)",
        "University of Campinas (BR)",
        "Seen by the OT (home visit)",
        "GP - no appointments",
        "Plan B is better",
        "Vitamin D tablets cost too much",
        "She needs a karen interpreter",
        "my gp will ring",
        "his hope is that it opens",
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    assert _named(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("it begins 07700 900 31 something", "phone"),
        ("S0 41 8WD by the sea", "postcode"),
        ("the far side of dn 58 5ug", "postcode"),
        ("baby arrived 12 Sept 2024 in the lift", "date_of_birth"),
        ('she shouted "fifth of May nineteen forty four"', "date_of_birth"),
        ("quote 9996 193 454 when you ring", "personal_number"),
        ("https://teams.example.com/l/meetup-join/19abc", "url"),
    ],
)
def test_details_with_slips_and_as_they_are_said_are_found(text: str, kind: str) -> None:
    assert [span.kind for span in find_in_text(text, is_speaker=False)] == [kind]
