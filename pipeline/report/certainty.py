"""How sure a draft theme and a note's place in it are, in words for readers."""

from __future__ import annotations

STABILITY_WORDS = {
    "stands firm": "Stands firm: left to sort again with some of the notes missing, the program kept"
    " these notes together, and they are much alike.",
    "holds mostly": "Holds mostly: left to sort again with some of the notes missing, the program kept"
    " most of these notes together.",
    "holds loosely": "Holds loosely: these notes are not much alike. They may be about several things, or be"
    " what was left when the clearer themes were taken. Read all of them before you use this theme.",
    "depends on few notes": "Depends on few notes: left to sort again with some of the notes missing, the"
    " program often parted these notes. Read them with care before you use this theme.",
    "too few notes to tell": "Too few notes to tell whether they would be sorted together again.",
}
STABILITY_SHORT = {
    "stands firm": "It stands firm.",
    "holds mostly": "It holds mostly.",
    "holds loosely": "It holds loosely: its notes may be about several things. Read all of them"
    " before you use this theme.",
    "depends on few notes": "It depends on few notes: read them with care before you use this theme.",
    "too few notes to tell": "It has too few notes to tell how steady it is.",
}
STRENGTH_CLEAR = "clear fit"
STRENGTH_FAIR = "fair fit"
STRENGTH_WEAK = "weak fit: check this one"
