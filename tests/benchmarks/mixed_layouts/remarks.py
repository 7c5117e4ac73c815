"""The remarks that invented write-ups hold: those of the sample events, and others written for this."""

from __future__ import annotations

import csv
import random
import re
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).parents[3]
_SHORT, _MIDDLE = 5, 18  # words at most
_MIXED = ("short", "middle", "middle", "long")
# A remark with one of these could be read in two ways wherever it stands, or changes with the format.
_OPEN = re.compile(r"[*_\[\]|<>#:?“”\"]|\(.*\)")
_BULLET = re.compile(r"^\s*[-*•]\s+")

# One a line; what is indented goes on.
_OTHER = """
more benches
Bus stops at six
too far to walk
Friendly faces at the desk
Nowhere to park
Keep the café
free tea helps
The lift was broken again
bigger signs
Ask us earlier
more time with the nurse
Warm and welcoming
noisy corridor
The forms are too long
No toilets near the hall
childcare
Same doctor every time
better lighting outside
Somebody to talk to
Longer opening hours
cheaper tickets
A map by the door
We need a ramp
weekend sessions
The website never works
waiting lists
Volunteers are worn out
Home visits please
The garden is lovely
People feel safe here
more men's groups
dementia friendly shops
Not enough interpreters
Shorter letters
cold in winter
Text reminders work well
Nobody answers the phone
Cooking classes for dads
dropped kerbs
A place for teenagers
Prescriptions take a week
The choir saved me
fewer emails
Staff who listen
Door is too heavy
Local shops closing
Better bus shelters
fear of being judged
Lunch was very good
Pay the volunteers' fares
Ring before you come
Chairs with arms
Too many meetings
Trust takes time
gardening on prescription
Lots of good ideas already
Music in the waiting room
Litter along the canal
Loneliness in the evenings
Hard to get a dentist
speak slower
I felt heard
Learn our names
The early slot suits me
a quiet hour
Thursday club is great
Swimming for over sixties
Damp in the flats
Fix the heating first
Parents' evenings clash with it
Book by phone
Peer support works
Reception staff are kind
more police on foot
Boxes of fresh vegetables
We moved here last year and the first person who told us about the clinic was the man at the
  launderette, so think about who people really talk to.
My father waited eleven weeks for a hearing test and by then he had stopped going out, which is how
  the loneliness started in the first place.
When the number nine was cut nobody asked the people who use it, and now two of us share a taxi on
  Mondays and the rest stay at home.
The nurse who came to the house explained everything twice and left her number, and that made more
  difference than all the leaflets we were given.
I would gladly give an afternoon a week to the garden but every time I ask I am sent a form that
  wants two referees and a passport.
Our group meets above the bakery because the hall costs forty pounds an evening, and anybody who
  cannot manage stairs has simply stopped coming to it.
People at the hostel hear about events like this a day later, from somebody else, and by that time
  the bus fare they would have needed is spent.
It took three phone calls, a letter and a visit to the counter before anyone could tell me which
  office deals with a blue badge for a child.
The young carers said they would rather meet during the school day, with lunch, than in the evening
  when somebody at home needs them for the bedtime routine.
If you want to know what it is like to use the crossing at the top of Mill Lane, come and try it
  with a pushchair at half past eight.
My neighbour does not read English well and signs whatever she is given, so a short call in her own
  language would be worth more than any translation of the form.
There used to be one person at the surgery who knew every family on the estate, and since she
  retired we start from the beginning at each appointment.
The best thing about the memory café is that nobody minds if you say the same thing again, and that
  there is always cake at the end.
We have been asked about the playground three times in four years and the swings are still tied up,
  so forgive us if we are not excited to be asked again.
After the flood the street sorted itself out in a weekend with a list on a lamp post, so do not tell
  us that people here cannot organise things.
Somebody should walk the route from the station to the clinic with a stick or a wheelchair, because
  it looks easy on a map and it is not.
I only come because my sister drives me, and when she is on shift I miss it, so a lift share written
  on the wall would help a lot of us.
Put the money for the glossy report into two more sessions with the speech therapist, since that is
  what every parent in this room has asked for.
The library lets you print ten pages free and nobody knows it, although half of us pay a shop to
  print forms for housing and for school.
It was good to sit with people from the council as people, without a desk between us, and to hear
  that they wait for the same bus.
Being told that the decision had been made before the meeting was honest at least, but next time
  tell us what is still open before we give up an evening.
The waiting room has one chair that is high enough for me after the hip operation, and on a busy
  morning I stand because I do not like to ask.
For those of us who work nights there is nothing at all, because every group stops at four and the
  weekend belongs to families with small children.
When my benefits were stopped it was the woman at the food bank who read the letter with me, found
  the mistake and rang them while I made the tea.
A lot of what is called hard to reach is just people who work two jobs, and they are easy to find if
  you stand outside the depot at six.
The park is safe enough in daylight, but the lamps along the river path have been out since October
  and my daughter walks home that way from training.
Ask the chip shop, the barber and the mosque to put up the poster, and leave out the logo, because
  people here see the logo and think of debt letters.
I have had four social workers in two years and each of them was kind, but I told each of them about
  my mother's death from the start.
"""


@cache
def list_remarks() -> dict[str, tuple[str, ...]]:
    """Remarks by length: short, middle, long."""
    texts = sorted({*_read_samples(), *_OTHER.strip().replace("\n  ", " ").splitlines()})
    by_length: dict[str, list[str]] = {"short": [], "middle": [], "long": []}
    for text in texts:
        by_length[_tell_length(text)].append(text)
    return {length: tuple(some) for length, some in by_length.items()}


class Deck:
    """Deals remarks of a length in random order; of others once they are used up, then all again."""

    def __init__(self, chance: random.Random, length: str) -> None:
        self._chance, self._length = chance, length
        self._left = self._shuffle()

    def deal(self) -> str:
        """The next remark."""
        wanted = self._chance.choice(_MIXED) if self._length == "mixed" else self._length
        if not any(self._left.values()):
            self._left = self._shuffle()
        return next(self._left[length] for length in (wanted, *_MIXED) if self._left[length]).pop()

    def _shuffle(self) -> dict[str, list[str]]:
        return {length: self._chance.sample(some, len(some)) for length, some in list_remarks().items()}


def _read_samples() -> list[str]:
    """The remarks of the sample events that can be read in one way only."""
    with (_ROOT / "tests" / "samples_expected.csv").open(encoding="utf-8", newline="") as file:
        places = [(row["event_folder"], int(row["line"])) for row in csv.DictReader(file)]
    texts = []
    for event in sorted({event for event, _ in places}):
        path = next((_ROOT / "data" / "raw" / event).glob("notes.*"))
        lines = path.read_text(encoding="utf-8").split("\n")
        texts += [_BULLET.sub("", lines[line - 1]).strip() for own, line in places if own == event]
    return [text for text in texts if text[:1].isalpha() and not _OPEN.search(text) and " " in text]


def _tell_length(text: str) -> str:
    count = len(text.split())
    return "short" if count <= _SHORT else "middle" if count <= _MIDDLE else "long"
