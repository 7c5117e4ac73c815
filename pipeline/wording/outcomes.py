"""What a run and its reports say of lines that people corrected, and of notes in other languages."""

from __future__ import annotations

from pandera.typing.pandas import DataFrame

from pipeline.tables import OTHER_TITLE, PUT_IN, TAKEN_OUT, Ledger, NoteLanguage, Notes
from pipeline.wording import count_words, list_words

# What people write at events in Britain and Ireland: among few, one is seldom mistaken for another.
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "cy": "Welsh", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "ga": "Irish",
    "gd": "Scottish Gaelic", "gu": "Gujarati", "hi": "Hindi", "hu": "Hungarian", "it": "Italian",
    "ku": "Kurdish", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "pa": "Punjabi", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "so": "Somali",
    "sq": "Albanian", "sw": "Swahili", "ta": "Tamil", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "yo": "Yoruba", "zh": "Chinese",
}  # fmt: skip
_LISTED = 5  # places named at the end of a run


def say_corrected(ledger: DataFrame[Ledger]) -> str:
    """How many lines people took out of the notes and put in: "took 2 lines out of the notes"; or empty."""
    out, into = (int(ledger["reason"].eq(reason).sum()) for reason in (TAKEN_OUT, PUT_IN))
    said = [f"took {count_words(out, 'line')} out of the notes"] if out else []
    said += [f"put {count_words(into, 'line')} into {'them' if out else 'the notes'}"] if into else []
    return " and ".join(said)


def say_other_languages(language: DataFrame[NoteLanguage], notes: DataFrame[Notes]) -> list[str]:
    """What to look at where notes are in other languages, one line; none where none are."""
    found = language[language["other_language"] != ""].merge(notes, on="note_id")
    if found.empty:
        return []
    counts = found["other_language"].map(NAMES).value_counts()
    named = list_words(f"{number} in {name}" for name, number in sorted(counts.items()))
    places = found["locator"].where(found["locator"] != "", "line " + found["line"].astype(str)).tolist()
    more = f" and {len(places) - _LISTED} more" if len(places) > _LISTED else ""
    are = "is" if len(found) == 1 else "are"
    return [
        f"{count_words(len(found), 'note')} {are} in another language ({named}) and under “{OTHER_TITLE}”,"
        f" because the program compares meaning in English: {', '.join(places[:_LISTED])}{more}"
    ]
