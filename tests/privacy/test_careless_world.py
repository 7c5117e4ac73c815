"""What a careless world writes: odd numbers, names in any form, details where no note is; and what stays."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.privacy import (
    find_personal_details,
    mask_joined,
    mask_texts,
    name_neutrally,
    read_roster,
    show_notes,
)
from pipeline.privacy.flags import find_in_text
from pipeline.settings import load_settings
from pipeline.tables import EventFigures, Ledger, table_of
from tests.privacy.conftest import MakeNotes

ALL = load_settings().privacy
APART = unicodedata.normalize("NFD", "Zoë Lütterworth")


@pytest.mark.parametrize(
    ("text", "kind", "detail"),
    [
        ("Tel:01632960111 is on the poster", "phone", "01632960111"),
        ("mob/07700900222", "phone", "07700900222"),
        ("phone#07700 900 333", "phone", "07700 900 333"),
        ("nhs:9434765919", "nhs_number", "9434765919"),
        ("address:9 Cobbler Row is damp", "address", "9 Cobbler Row"),
        ("447700900444 on whatsapp", "phone", "447700900444"),
        ("01632/960/222 in the mornings", "phone", "01632/960/222"),
        ("text O77OO 9OO 555", "phone", "O77OO 9OO 555"),
        ("ring 07700 900666/7", "phone", "07700 900666/7"),
        ("ring ０７７００ ９００７７７", "phone", "０７７００ ９００７７７"),
        ("ring ٠٧٧٠٠ ٩٠٠٨٨٨", "phone", "٠٧٧٠٠ ٩٠٠٨٨٨"),
        ("ring 07700\u200b900\u200b999", "phone", "07700\u200b900\u200b999"),
        ("postcode ZZ9 O4X", "postcode", "ZZ9 O4X"),
        ("at ZZl8 5XQ", "postcode", "ZZl8 5XQ"),
        (
            "join https://example.zoom.us/j/81234567890?pwd=abc",
            "url",
            "https://example.zoom.us/j/81234567890?pwd=abc",
        ),
        ("Passcode: 443322", "url", "443322"),
        ("CLAIRE HOLLIS signed in", "name", "CLAIRE HOLLIS"),
        ("claire hollis said so", "name", "claire hollis"),
        ("ask kevin smith", "name", "kevin smith"),
        (f"{APART} wants a bench", "name", APART),
        ("ask Mar\u00adgaret for it", "name", "Mar\u00adgaret"),
        ("June was mugged by the bins", "name", "June"),
        ("Paris has epilepsy", "name", "Paris"),
        ("Ivy is 88 and lives alone", "name", "Ivy"),
        ("Faith tried to kill herself", "name", "Faith"),
        ("Vesselina Gankova cannot climb the stairs", "name", "Vesselina Gankova"),
        ("Mbongeni was given no interpreter", "name", "Mbongeni"),
        ("a carer called beverley", "name", "beverley"),
        ("Signed, T W Hallworth", "name", "T W Hallworth"),
        ("Action: PD to ring round", "name", "PD"),
        ("K.L. was moved at night", "name", "K.L."),
        ("bins missed at 66 upper wharf st", "address", "66 upper wharf st"),
        ("outside 73, Bishopthorpe Cresent", "address", "73, Bishopthorpe Cresent"),
        ("16 the maltings!! no dropped kerb", "address", "16 the maltings"),
        ("nhs 943 4765 919 wants records moved", "nhs_number", "943 4765 919"),
        ("bounced: old.ted@@example.com", "email", "old.ted@@example.com"),
        ("Skype live:oldsailor.pete till spring", "social_handle", "live:oldsailor.pete"),
        ("Skype Live:oldsailor.pete till spring", "social_handle", "Live:oldsailor.pete"),
        ("Age: 71 (5 Feb 1954)", "date_of_birth", "5 Feb 1954"),
    ],
)
def test_odd_forms_are_found_whole(text: str, kind: str, detail: str) -> None:
    found = [(span.kind, text[span.start : span.end]) for span in find_in_text(text, is_speaker=False)]
    assert found == [(kind, detail)]


@pytest.mark.parametrize(
    "text",
    [
        "April was wet and the fete was called off",
        "Hope is all we have",
        "In June she fell over the same step",
        "Joy and frustration in equal measure",
        "Warwick has a dementia cafe",
        "Bus 77 or 700 to town",
        "Open 9:30 to 12:00, ref 2024/1187",
        "M1 OUT of town is shut",
        "table B2 20KG limit",
        "ratio 1:20000000",
        "e.g. was never explained",
        "SEND EHCP forms take for ever",
        "GP to ring back the same day",
        "the meeting was well run",
        "number 12 bus from high st",
        "The Samaritans, 116 123, on every door",
    ],
)
def test_what_only_looks_so_is_left(text: str) -> None:
    assert find_in_text(text, is_speaker=False) == ()


def test_files_whose_names_hold_a_detail_have_neutral_names() -> None:
    names = [
        "Interview with Imogen Tarrowby.md",
        "notes 07700 900111.docx",
        "table-2.md",
        "2024-09-20-library.md",
    ]
    assert name_neutrally(names, ALL) == {
        "Interview with Imogen Tarrowby.md": "document 1.md",
        "notes 07700 900111.docx": "document 2.docx",
    }
    assert name_neutrally(["imogen_tarrowby/a.md", "document 1.md"], ALL) == {
        "imogen_tarrowby/a.md": "document 2.md"
    }


def test_names_of_tables_and_questions_are_masked_like_notes() -> None:
    assert mask_joined(["1 (facilitator: Imogen Tarrowby) | 2", "3"], ALL) == [
        "1 (facilitator: [name]) | 2",
        "3",
    ]
    assert mask_texts(["What would Imogen Tarrowby change?"], ALL) == ["What would [name] change?"]


def _ledger(*lines: tuple[str, str]) -> object:
    return table_of(
        Ledger,
        [
            {
                "source": "a.md",
                "locator": f"line {place}",
                "line": place,
                "text": text,
                "role": role,
                "note_id": "",
                "reason": "",
                "form": "heading" if role == "heading" else "item",
                "level": 0,
            }
            for place, (text, role) in enumerate(lines, start=1)
        ],
    )


def test_the_documents_own_list_of_people_is_masked_in_its_notes(make_notes: MakeNotes) -> None:
    notes = make_notes(
        "Zibby writes about the well", "ask Hartnoll", "Marl suggests tea", "ZH to ring", "marl in the soil"
    )
    ledger = _ledger(
        ("## Attendees", "heading"),
        ("- Zibby Hartnoll (ZH)", "context"),
        ("- Lottie Marl (LM)", "context"),
        ("## What next?", "heading"),
        ("- Zibby writes about the well", "note"),
    )
    roster = read_roster(ledger, notes)  # type: ignore[arg-type]
    flags = find_personal_details(notes, roster=roster)
    words = notes.set_index("note_id")["words"]
    found = [words[row.note_id][row.start : row.end] for row in flags.itertuples()]
    assert found == ["Zibby", "Hartnoll", "Marl", "ZH"]


def test_who_led_a_table_is_masked_in_its_notes(make_notes: MakeNotes) -> None:
    notes = make_notes("Quillan said the hall is cold", "the facilitator is kind")
    ledger = _ledger(("### Table 1 (facilitator: Quillan Marl)", "heading"))
    ledger["reason"] = "names table 1 below its question; says who led it"
    roster = read_roster(ledger, notes)  # type: ignore[arg-type]
    assert set(roster) == {"Quillan Marl", "Quillan", "Marl"}


def test_show_names_shows_names_only(make_notes: MakeNotes) -> None:
    """In the one note for which somebody said so: every other detail, and every other note, stays masked."""
    said = "Imogen Tarrowby, 07700 900123, ZZ1 2AB, im@example.org, @imtarrow, born 4/5/1951, AB12 CDE"
    notes = make_notes(said, "Imogen Tarrowby lost her card", speaker="Imogen Tarrowby")
    flags = find_personal_details(notes)
    settings = load_settings().privacy
    shown = show_notes(notes, flags, table_of(EventFigures, []), settings, {"n0000"}, set())
    assert shown["words"].tolist() == [
        "Imogen Tarrowby, [phone], [postcode], [e-mail], [social media name], born [date of birth], "
        "[number plate]",
        "[name] lost her card",
    ]
    assert shown["speaker"].tolist() == ["Imogen Tarrowby", "[name]"]


def test_show_names_does_not_show_what_is_kept_out_of_print(make_notes: MakeNotes) -> None:
    notes = make_notes("Imogen Tarrowby and the man with the red van")
    flags = find_personal_details(notes, {"n0000": ["the man with the red van"]})
    settings = load_settings().privacy
    shown = show_notes(notes, flags, table_of(EventFigures, []), settings, {"n0000"}, set())
    assert shown["words"].tolist() == ["Imogen Tarrowby and [withheld]"]
