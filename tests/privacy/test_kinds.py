"""Each kind of detail: the forms it is written in, and what looks like it."""

from __future__ import annotations

import pytest

from pipeline.errors import SettingsError
from pipeline.privacy import find_personal_details, mask_notes
from pipeline.privacy.flags import find_in_text
from pipeline.settings import PrivacySettings, load_settings
from pipeline.tables import DETAIL_PLACEHOLDERS
from tests.privacy.conftest import MakeNotes


@pytest.mark.parametrize(
    ("text", "kind", "certainty", "detail"),
    [
        ("NI no JG 10 31 22 A", "national_insurance", "certain", "JG 10 31 22 A"),
        ("it says QQ123456C", "national_insurance", "likely", "QQ123456C"),
        ("at 14 Acacia Avenue", "address", "likely", "14 Acacia Avenue"),
        ("in flat 12b", "address", "likely", "flat 12b"),
        ("dob: 3/4/55", "date_of_birth", "likely", "3/4/55"),
        ("born 3rd of May 1961", "date_of_birth", "likely", "3rd of May 1961"),
        ("write to @suzy_bakes", "social_handle", "likely", "@suzy_bakes"),
        ("@jo@social.example", "social_handle", "certain", "@jo@social.example"),
        ("on www.bronwenthorne.example", "url", "likely", "www.bronwenthorne.example"),
        ("AB12 CDE hit the wall", "vehicle_plate", "possible", "AB12 CDE"),
        ("reg W 83 FCA", "vehicle_plate", "certain", "W 83 FCA"),
        ("number plate 4 ABC", "vehicle_plate", "likely", "4 ABC"),
        ("her passport no. is 533401882", "personal_number", "certain", "533401882"),
        ("share code: W7K 2RT 8ZZ", "personal_number", "certain", "W7K 2RT 8ZZ"),
        ("hospital number RKD44120", "personal_number", "certain", "RKD44120"),
        ("sort code 20-45-67", "personal_number", "certain", "20-45-67"),
        ("20-45-67 12345678", "personal_number", "certain", "20-45-67 12345678"),
        ("it read 4539 1488 0343 6467", "personal_number", "certain", "4539 1488 0343 6467"),
        ("MORGA753116SM9IJ", "personal_number", "certain", "MORGA753116SM9IJ"),
        ("paid to GB29 NWBK 6016 1331 9268 19", "personal_number", "likely", "GB29 NWBK 6016 1331 9268 19"),
        ("Flat 4, 118 Wexgate, top bell", "address", "likely", "Flat 4, 118 Wexgate"),
        ("Room 9, Hollin Hostel", "address", "likely", "Room 9, Hollin Hostel"),
        ("i live 12 st annes rd", "address", "possible", "12 st annes rd"),
        ("she lives at 23 Thorncliffe", "address", "possible", "23 Thorncliffe"),
        ("The NHS has my letters, I was born 3/4/55", "date_of_birth", "likely", "3/4/55"),
        ("t.me/quill_m", "url", "likely", "t.me/quill_m"),
        ("wa.me/447700900123", "url", "certain", "wa.me/447700900123"),
        ("ring oh one six three two, nine six oh, double one three", "phone", "likely", None),
        ("07700*900*123 after tea", "phone", "likely", "07700*900*123"),
        ("try 07700 900\n123 first", "phone", "certain", "07700 900\n123"),
        ("N.H.S. no 99 94 07 18 31", "nhs_number", "certain", "99 94 07 18 31"),
        ("quill underscore m at marl dot net", "email", "likely", "quill underscore m at marl dot net"),
        ("q.marl@quillmail,co,uk", "email", "likely", None),
        ("q.marl@quill-\nmail.org", "email", "certain", None),
        ("we are L S six, three A B", "postcode", "likely", "L S six, three A B"),
        ("bus from ls6 3 ab", "postcode", "possible", "ls6 3 ab"),
        ("born the ninth of May nineteen fifty-one", "date_of_birth", "likely", None),
        ("5/6/1938, at the back", "date_of_birth", "possible", "5/6/1938"),
        ("tenancy ref TN/00451", "personal_number", "certain", "TN/00451"),
        ("allotment no 2218934", "personal_number", "likely", "2218934"),
        ("her passport, out of date, was 533401882", "personal_number", "likely", "533401882"),
        ("533401882 is my passport number", "personal_number", "likely", "533401882"),
        ("card ending 4417", "personal_number", "likely", "4417"),
        ("27 Cinder Bank Road is damp", "address", "likely", "27 Cinder Bank Road"),
        ("at one hundred and six Quill Crescent", "address", "likely", None),
        ("top floor flat, 9 Marl Street", "address", "likely", None),
        ("flat 2/1, 19 Marl Street", "address", "likely", None),
        ("the bungalow called Windyquill, off Moor Road", "address", "likely", None),
        ("Seaquill, 4 Fellside Drive, is damp", "address", "likely", "Seaquill, 4 Fellside Drive"),
        ("he blogs about marbles at marbles.example.com", "url", "likely", "marbles.example.com"),
        ("passcode for it was Daisy1947!", "url", "likely", "Daisy1947!"),
        ("14 Quill Court, bedsit 3", "address", "likely", "14 Quill Court, bedsit 3"),
        ("14\u00a0Quill\u00a0Street is damp", "address", "likely", "14\u00a0Quill\u00a0Street"),
        ("14  Quill  Street", "address", "likely", "14  Quill  Street"),
        ("l4 Quill Street", "address", "likely", "l4 Quill Street"),
        ("she's at number 14, ask", "address", "possible", "number 14"),
        ("2 to 8 Quill Grove", "address", "likely", "2 to 8 Quill Grove"),
        ("house name: Windyquill", "address", "likely", "Windyquill"),
        ("20398123, 20-44-71", "personal_number", "certain", "20398123, 20-44-71"),
        ("aged 64 (1/2/60)", "date_of_birth", "likely", "1/2/60"),
        ("quillscratches.wordpress.com", "url", "likely", "quillscratches.wordpress.com"),
        ("ll Quill Row is damp", "address", "likely", "ll Quill Row"),
        ("1O Quill Road", "address", "likely", "1O Quill Road"),
        ("4 Quillwoods, Marl Lane", "address", "possible", "4 Quillwoods, Marl Lane"),
        ("Room 6, Quill House, 2 Marlside", "address", "likely", "Room 6, Quill House, 2 Marlside"),
        ("Unit 3 Quill Mews", "address", "likely", "Unit 3 Quill Mews"),
        ("8 the Quill, no: 8 the Maltings", "address", "likely", "8 the Maltings"),
        ("7 Quill Row, Marlby. Damp", "address", "likely", "7 Quill Row, Marlby"),
        ("joining from ls9 5th", "postcode", "likely", "ls9 5th"),
        ("S for sugar, K for kilo, 8, 3QX", "postcode", "likely", "S for sugar, K for kilo, 8, 3QX"),
        ("the number is 943 476 591, one short", "nhs_number", "possible", "943 476 591"),
        ("her birthday is on 3rd May", "date_of_birth", "likely", "3rd May"),
        ("(b. 4 Apr 1940)", "date_of_birth", "likely", "b. 4 Apr 1940"),
        ("the passport says 04/05/1990", "date_of_birth", "likely", "04/05/1990"),
        ("D.O.B. 4.5.90", "date_of_birth", "likely", "4.5.90"),
        ("the tiktok is quillandmarl", "social_handle", "likely", "quillandmarl"),
        ("facebook name is Quilla Two Sheds", "social_handle", "likely", "Quilla Two Sheds"),
        ("she goes by QuillGirl61 on mumsnet", "social_handle", "likely", "QuillGirl61"),
        ("facebook.com/olga.in.the.valley", "url", "likely", "facebook.com/olga.in.the.valley"),
        ("I wrote it all up at www.quillsleg.example", "url", "likely", "www.quillsleg.example"),
        ("sc 11-22-33", "personal_number", "certain", "11-22-33"),
        ("the number on my wristband was A0912233", "personal_number", "likely", "A0912233"),
        ("KD felt ignored", "name", "possible", "KD"),
        ("mei fong – wants a class", "name", "possible", "mei fong"),
        ("Nurse Ward stayed late", "name", "likely", "Ward"),
        ("Sanne van den Berg came", "name", "likely", "Sanne van den Berg"),
    ],
)
def test_kind_certainty_and_place(text: str, kind: str, certainty: str, detail: str | None) -> None:
    """Without a detail, it goes to the end of the text, or is the whole of it."""
    (span,) = find_in_text(text, is_speaker=False)
    assert (span.kind, span.certainty) == (kind, certainty)
    assert text[span.start : span.end] == (detail or text[span.start :])
    assert text[span.start : span.end] not in span.reason


@pytest.mark.parametrize(
    "text",
    [
        "order ref QA123456C",
        "we should handle backports better",
        "put $(DAT_FILES) into the make file",
        "parcel JG103122 never came",
        "12 High Street shops have shut",
        "the 32 Mansfield Road bus",
        "a flat 10% cut",
        "meeting on 03/04/2025",
        "the group was born on 3 May 2012",
        "@NottsLibraries said so",
        "see you @home",
        "www.gov.uk/blue-badge",
        "in NG18 NHS dentists are gone",
        "form SF12 ABC",
        "A 12",
        "universal credit is 1200 a month",
        "my visa ran out in 2024",
        "charity number 1098765",
        "survey ref S44712",
        "I am number 27 in the queue",
        "we're at number 3 on the list",
        "tax code 1257L",
        "his form on www.gov.uk/pip",
        "moved to Mill Lane, Park Road",
        "PIP assessment on 12/03/2024",
        "one, two, three, four, five, six",
        "The NHS opened on 5/7/1948",
        "20 Bus lane fines",
        "3 Retail Park",
        "1 in 4 on our street",
        "M1 OUT of town",
        "scores 1,1,0,5,5,2",
        "coffee@home",
        "planning ref 24/00345/FUL",
        "the account 2024/25",
        "4539 1488 0343 6460 steps",
        "the OT said no, and BT said so too",
        "moved to 3 Mondays a month",
        "the NHS was born on 5 July 1948",
        "from 9 the Green was full of tents",
        "July 2019, Park Road closed",
        "20 Minutes, Mill Lane and back",
        "table b2 1st, table ng2 2nd",
        "our library turns 100 on 4 June",
        "the bridge opened 12/05/1988",
        "instagram is where people are",
        "known as good practice on the forum",
        "Facebook name changed to Meta",
        "A for effort, B for planning",
        "minutes of 12 June agreed",
        "People from Quarn Ward said the same",
        "a score out of 10 for parking",
        "it is on the council's site, marl.gov.example/parking",
        "the leaflet, 12/03/1999, resident guide",
        "from 02/02/1971, male wards closed",
        "They put it on https://marl-council.example/notes",
        "the website is marl dot gov dot uk",
        "I found it on example dot org",
        "user feedback in the chat was good",
        "Chat users asked for captions",
    ],
)
def test_what_looks_like_a_detail_is_left(text: str) -> None:
    assert find_in_text(text, is_speaker=False) == ()


def test_a_whole_address_is_found_with_the_town_before_its_postcode() -> None:
    text = "14 Mill Lane, Stoke-on-Quill, ZZ4 2AB; 3 Rowan Court, Hexby, too; 5 Rowan Court, Tuesday is left"
    found = [text[span.start : span.end] for span in find_in_text(text, is_speaker=False)]
    assert found == ["14 Mill Lane, Stoke-on-Quill", "ZZ4 2AB", "3 Rowan Court, Hexby", "5 Rowan Court"]


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("rats behind 62b Quarn Terrace, Otterwick again", "62b Quarn Terrace, Otterwick"),
        ("at Ivy Cottage, Fenny Lane, Lower Marsh, no signal", "Ivy Cottage, Fenny Lane, Lower Marsh"),
        ("see 3 Corder Road, Little Hoby, Saltwick first", "3 Corder Road, Little Hoby, Saltwick"),
        ("taxi from 8 Pell Street Saltwick today", "8 Pell Street Saltwick"),
        ("he's in number twenty-six, Pell Street", "number twenty-six, Pell Street"),
        ("we rent the top flat at 7 Gull Road", "the top flat at 7 Gull Road"),
        ("Tower 2, Flat 9, Tansley Court, no lift", "Tower 2, Flat 9, Tansley Court"),
        ("post to Pitch 4, Marl Lane site please", "Pitch 4, Marl Lane site"),
        ("on narrowboat Curlew, Lock 4 Moorings, Saltwick", "narrowboat Curlew, Lock 4 Moorings, Saltwick"),
        ("she lives at the old chapel, Moss Lane", "the old chapel, Moss Lane"),
        ("from Plas Newydd, Ffordd Isaf, Llanwer", "Plas Newydd, Ffordd Isaf, Llanwer"),
        ("F, 14/07/1966, two falls since May", "14/07/1966"),
        ("Son, 22/08/1999, no school place", "22/08/1999"),
        ("14.02.65, lives with a cat", "14.02.65"),
        ("I keep a journal of the long wait at https://two-hips.example", "https://two-hips.example"),
        ("see https://marl-light.example/a, it's mine", "https://marl-light.example/a"),
        ("my page is htp:/marl-knits.example", "htp:/marl-knits.example"),
        ("her website is knit and chat dot example dot org", "knit and chat dot example dot org"),
        ("at zoom.example/j/77120934 passcode 401822", "zoom.example/j/77120934 passcode 401822"),
        ("on reddit im u/the_only_marl_in_saltwick", "u/the_only_marl_in_saltwick"),
        ("Chat user FedUpInMarl left early", "FedUpInMarl"),
        ("user marltiger in the webinar chat", "marltiger"),
    ],
)
def test_what_belongs_to_a_detail_is_masked_with_it(text: str, detail: str) -> None:
    assert detail in {text[span.start : span.end] for span in find_in_text(text, is_speaker=False)}


def test_every_kind_is_masked_unless_the_settings_say_otherwise() -> None:
    assert set(load_settings().privacy.mask) == set(DETAIL_PLACEHOLDERS) - {"withheld"}


def test_a_misspelt_kind_is_refused_and_not_left_unmasked(make_notes: MakeNotes) -> None:
    notes = make_notes("ring 01632 960123")
    flags = find_personal_details(notes)
    with pytest.raises(SettingsError, match="no kind of personal detail 'fone'"):
        mask_notes(notes, flags, PrivacySettings(mask=("fone",), fewest_people=0))


def test_what_a_person_keeps_out_is_masked_whatever_the_settings_say(make_notes: MakeNotes) -> None:
    notes = make_notes("Jo is the only amputee here", "and so is he", speaker="Jo Farrow")
    flags = find_personal_details(notes, {"n0000": ("only amputee",), "n0001": ("all",), "gone": ("all",)})
    safe = mask_notes(notes, flags, PrivacySettings(mask=(), fewest_people=0))
    assert safe["words"].tolist() == ["Jo is the [withheld] here", "[withheld]"]
    assert safe["speaker"].tolist() == ["Jo Farrow", "[withheld]"]


def test_what_a_person_keeps_out_stands_before_what_the_program_finds(make_notes: MakeNotes) -> None:
    notes = make_notes("ask for j.farrow@example.org at the mill")
    flags = find_personal_details(notes, {"n0000": ("ask for j.farrow",)})
    assert flags["kind"].tolist() == ["withheld"]
    both = find_personal_details(notes, {"n0000": ("for j.farrow; org at",)})
    assert list(zip(both["start"], both["end"], strict=True)) == [(4, 31)]
    safe = mask_notes(notes, flags, PrivacySettings(mask=(), fewest_people=0))
    assert safe["words"].tolist() == ["[withheld] at the mill"]  # and not "[withheld]@example.org"
