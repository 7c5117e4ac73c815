"""The speaker column: a person's name, or a code such as "Person 1" that names nobody."""

from __future__ import annotations

import re

from pipeline.privacy.names.find import find_names
from pipeline.privacy.names.vocabulary import load_vocabulary
from pipeline.privacy.spans import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What write-ups call speakers without naming them.
_ROLES = frozenset(
    word
    for line in (
        "person speaker participant facilitator group table attendee respondent interviewee interviewer",
        "member public resident staff carer patient volunteer anon anonymous unknown host chair",
        "chairperson moderator notetaker note-taker scribe officer councillor nurse doctor gp manager",
        "worker everyone all several some male female man woman parent child adult young older people",
        "user service customer client audience guest visitor student teacher team lead the a an of and",
        "from with other another first second third new one two three four five six seven eight nine ten",
        "room breakout voice online chat feedback",
    )
    for word in line.split()
)
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){2,3}")


def find_speaker_name(speaker: str) -> list[Span]:
    """Flag the whole of a speaker field that names a person.

    Args:
        speaker: The speaker as written down, perhaps empty.

    Returns:
        One span over the field without outer spaces, or none for a code, a role or an organisation.
    """
    written = speaker.strip()
    if not written:
        return []
    start = speaker.index(written)
    known = load_vocabulary()
    words = [word.lower() for word in _WORD.findall(written)]
    telling = [word for word in words if word not in _ROLES and len(word) > 1]
    given = known.given | known.given_words
    named = any(word in given and word not in known.not_people for word in telling)
    if named or find_names(written):
        reason = "The speaker is given by a personal name."
        return [Span(start, start + len(written), "name", "likely", reason)]
    strange = [word for word in telling if word not in known.not_people and word not in known.ordinary]
    organisation = any(word in known.not_people for word in telling)
    if _INITIALS.fullmatch(written) and written.lower() not in known.not_people | _ROLES:
        return [Span(start, start + len(written), "name", "possible", "The speaker is given by initials.")]
    if strange and not organisation:
        reason = "The speaker is neither a code, a role nor a known organisation."
        return [Span(start, start + len(written), "name", "possible", reason)]
    return []
