"""What stands around a note: the headings that are themes, and what stands for it when notes are compared.

Sub-headings with several notes under them are themes that people made when they wrote their notes down. What
people sorted themselves agrees better with careful readers than anything that is read off vectors (the
headings alone of one table of a real event: AMI 0.52, vectors 0.33), so it is where themes begin.

When notes are compared, a note stands there with its words, what stands around it, and its subjects.

Subjects are the codes of the codebooks that come with the pipeline, whichever codebook names the themes: two
notes near to the same codes ("No bus on Sundays", "The taxi cost thirty pounds") are near to one another in
this, though they share no word. What is near to all notes of a question is taken away first, and only the
nearest codes count. Measured on 150 groups sorted by people, plain MiniLM vectors, mean AMI: 0.246 without
subjects, 0.267 with them (the codes were written before these groups were read).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pandera.typing.pandas import DataFrame

from pipeline.settings import ThemeSettings
from pipeline.tables import SafeNotes
from pipeline.tables.notes import Embed, Labels, Vectors, normalise
from pipeline.themes.codebook import Codebook, embed_codes, load_codebook
from pipeline.themes.group import Places, cut_rows
from pipeline.themes.name.words import find_content, same_word
from pipeline.wording import fold_title

Numbers = npt.NDArray[np.float64]

NO_HEADING = -1
_FEWEST = 2  # notes under a heading that make it a theme
_MOST_SHARE = 0.6  # of the question's notes: a heading above more of them tells none from another
_LONGEST = 20  # words of a heading: more are a paragraph
_LEAD_IN_NOTES = 4  # notes below a line that make it a topic, where it says what its notes say:
_LEAD_IN_NEAR = 0.45  # at least half of them are this near to it (cosine)
# How a line begins or ends that only leads to what stands below it.
_LEADS = re.compile(
    r"^\W*(?:but|and|so|or|please|some of|here(?:['’]s| is| are))\b"
    r"|\b(?:includ(?:e[ds]?|ing)|such as|as follows|the following|are|were|is|was|to|of|for|with|like|by|that"
    r"|as|from|(?:told|asked) us|said|say|mentioned|wrote)$"
    r"|^the (?:last|first|final) words?\b",
    re.IGNORECASE,
)
_SAID = 0.25  # nearness to the codes, all together, below which a note says less of its subjects
_SUBJECTS = "all"  # the codebook that holds every code that comes with the pipeline

# Headings that say how or when a note was written down and nothing of what it is about.
_SAYS_NOTHING = re.compile(
    r"^\W*(?:post[\s-]?its?(?:\s+notes?)?|sticky notes?|stickies|chat|"
    r"(?:(?:discussion|facilitator'?s?|further|other|general|additional|key|main) )?"
    r"(?:notes?|comments?|points?|thoughts|discussions?|feedback)(?: from)?(?: (?:table|group|room) \w+)?|"
    r"other|misc(?:ellaneous)?|general|any other (?:comments?|business)|"
    r"(?:table|group|breakout|room|session|day|part|round|page|question|section)s?"
    r"(?: room| group)? ?[\w.]{0,3}|"
    r"answers?|responses?|ideas?|suggestions?|challenges?|issues?|problems?|barriers|solutions?|actions?|"
    r"positives?|negatives?|strengths?|weaknesses|flaws|pros|cons|concerns|questions?|improvements?|additions?|"
    r"related|(?:(?:tea|coffee|lunch) )?break|lunch|"
    r"what (?:went|works?|worked) (?:well|badly)|what (?:did ?n['’]t|does ?n['’]t|could|went)[\w ]*|"
    r"good|bad|likes?|dislikes?|next steps?|summary|introductions?|recommendations?|opportunities|"
    r"\d[\d./ -]*)\W*$",
    re.IGNORECASE,
)


def is_telling(line: str) -> bool:
    """Whether a heading or lead-in says what the notes below it are about."""
    return not _SAYS_NOTHING.match(line)


@dataclass(frozen=True)
class Headed:
    """The themes of a question that its headings make."""

    labels: Labels  # group number of each note, NO_HEADING where it stands under none of them
    titles: tuple[str, ...]  # the heading of each group, as written


def take_headings(
    notes: DataFrame[SafeNotes], vectors: Vectors, embed: Embed, settings: ThemeSettings
) -> Headed:
    """Headings with two notes and more under them, those that say the same joined.

    A line that introduces a list counts as well, under no telling heading of its own, if its notes bear it
    out: "Things that help:" does not say what they are about.
    """
    topics = _list_topics(notes, vectors, embed)
    labels = np.full(len(notes), NO_HEADING, dtype=np.int64)
    if len(notes) < settings.fewest_notes:
        return Headed(labels, ())
    under: dict[str, list[int]] = {}  # by a heading as it is compared: the places of its notes
    for place, topic in enumerate(topics):
        under.setdefault(fold_title(topic), []).append(place)
    titles = {
        key: topics[places[0]]
        for key, places in under.items()
        if key and _FEWEST <= len(places) <= _MOST_SHARE * len(notes)
    }
    if not titles:
        return Headed(labels, ())
    groups = [np.array(under[key]) for key in titles]
    joined = _join_same(list(titles.values()))
    named: list[str] = []
    for number, parts in enumerate(joined):
        largest = max(parts, key=lambda part: (len(groups[part]), -part))
        named.append(list(titles.values())[largest])
        for part in parts:
            labels[groups[part]] = number
    return Headed(labels, tuple(named))


def _list_topics(notes: DataFrame[SafeNotes], vectors: Vectors, embed: Embed) -> list[str]:
    """The line above each note that says what it is about, or empty."""
    topics = [_tidy(heading) for heading in notes["heading"]]
    lead_ins = [_tidy(line) for line in notes["lead_in"]]
    below: dict[str, list[int]] = {line: [] for line in lead_ins if line}
    for place, (topic, line) in enumerate(zip(topics, lead_ins, strict=True)):
        if line and not topic:
            below[line].append(place)
    wide = {line: places for line, places in below.items() if len(places) >= _LEAD_IN_NOTES}
    if wide:
        for (line, places), vector in zip(wide.items(), embed(list(wide)), strict=True):
            if np.mean(vectors[places] @ vector >= _LEAD_IN_NEAR) >= 0.5:
                for place in places:
                    topics[place] = line
    return topics


def _tidy(line: str) -> str:
    """A heading as a title: without marks around it; empty where it says nothing."""
    plain = " ".join(line.strip(" *_#:.–—-").split())
    told = bool(plain) and "[" not in plain and len(plain.split()) <= _LONGEST and not _LEADS.search(plain)
    return plain if told and is_telling(plain) else ""


def _join_same(titles: Sequence[str]) -> list[list[int]]:
    """Which headings say the same in the same words, each with the first that it is like.

    Nearness of meaning is no sign of it: "Green notes" and "Red notes" are near.
    """
    said = [find_content(title) for title in titles]
    joined: list[list[int]] = []
    for number, words in enumerate(said):
        like = next((parts for parts in joined if words and _are_same(words, said[parts[0]])), None)
        if like is None:
            joined.append([number])
        else:
            like.append(number)
    return joined


def _are_same(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether each word of one heading is a form of one of the other's."""
    return all(
        any(same_word(word, other) for other in there)
        for here, there in ((words, others), (others, words))
        for word in here
    )


class NoteContext:
    """Puts what stands around each note into its vector: BERTopic's step between embedding and clustering.

    Args:
        embed: Embeds headings and lead-ins in the space of the notes.
        sample: Places of the notes that stand for all, where there are too many to compare each with each.

    Attributes:
        embedding_: The notes with their context, one row of length one per note.
    """

    def __init__(
        self, notes: DataFrame[SafeNotes], embed: Embed, settings: ThemeSettings, sample: Places | None = None
    ) -> None:
        self.notes = notes
        self.embed = embed
        self.settings = settings
        self.sample = sample

    def fit_transform(self, vectors: Vectors, y: object = None) -> npt.NDArray[Any]:
        """The notes with their context, from the vectors of their words; of very many only their places.

        BERTopic copies what it is given, and hands it to the clusterer, which finds the notes here.
        """
        if not hasattr(self, "embedding_"):
            self._middle = vectors.mean(axis=0)
            known = self.notes, vectors, self.embed, self.settings
            self.embedding_ = (
                represent_notes(*known) if self.sample is None else represent_many(*known, self.sample)
            )
        return self.embedding_ if self.sample is None else np.arange(len(vectors))[:, None]

    def let_go(self) -> None:
        """Forget the notes with their context: of a million they take two gigabytes."""
        if hasattr(self, "embedding_"):
            del self.embedding_

    def transform(self, vectors: Vectors) -> Vectors:
        """Other notes, of which only the words are known, among these."""
        known = self.embedding_ if self.sample is None else self.embedding_[self.sample]
        moved = _add_subjects(
            normalise(vectors - self._middle), vectors, self._middle, self.embed, self.settings
        )
        for _ in range(self.settings.smoothing_steps if self.settings.smoothing else 0):
            nearest = np.argsort(-(moved @ known.T), axis=1, kind="stable")[:, : self.settings.neighbours]
            moved = _pull(moved, known[nearest], self.settings)
        return moved.astype(np.float32)


def represent_notes(
    notes: DataFrame[SafeNotes], vectors: Vectors, embed: Embed, settings: ThemeSettings
) -> Vectors:
    """Vectors of one question's notes with their context, ready to be grouped.

    Sub-heading, lead-in and the notes next to it are mixed into each note's vector; the mean of the
    question is then taken away, because its own words make every note alike; each note moves a
    little towards its nearest notes, which evens out odd wordings; and its subjects are put beside it.

    Returns:
        One row of length one per note.
    """
    if len(notes) < 2:
        return vectors
    mixed = vectors.astype(np.float64)
    for weight, places, known in _embed_context(notes, embed, settings):
        mixed = mixed + weight * known[places]
    before = _find_same_list(notes)
    mixed = mixed + settings.adjacent_weight * _average_around(
        vectors, before, slice(0, len(vectors)), np.float32
    )
    mixed = normalise(mixed - mixed.mean(axis=0))
    count = min(settings.neighbours, len(mixed) - 1)
    for _ in range(settings.smoothing_steps if settings.smoothing else 0):
        similarity = mixed @ mixed.T
        np.fill_diagonal(similarity, -np.inf)
        nearest = np.argsort(-similarity, axis=1, kind="stable")[:, :count]
        mixed = _pull(mixed, mixed[nearest], settings)
    return _add_subjects(mixed, vectors, vectors.mean(axis=0), embed, settings).astype(np.float32)


def represent_many(
    notes: DataFrame[SafeNotes], vectors: Vectors, embed: Embed, settings: ThemeSettings, sample: Places
) -> Vectors:
    """As `represent_notes`, with each note's nearest notes looked for in the sample."""
    contexts = _embed_context(notes, embed, settings)
    before = _find_same_list(notes)
    width = vectors.shape[1]
    # What is worked on lies where the result will: of a million notes each copy would take gigabytes.
    result = np.empty((len(vectors), width + len(_embed_subjects(embed))), dtype=np.float32)
    mixed = result[:, :width]
    total = np.zeros(width)
    for rows in cut_rows(len(vectors)):
        some = vectors[rows].astype(np.float64)
        for weight, places, known in contexts:
            some += weight * known[places[rows]]
        some += settings.adjacent_weight * _average_around(vectors, before, rows, np.float64)
        total += some.sum(axis=0)
        mixed[rows] = some
    middle = total / len(vectors)
    for rows in cut_rows(len(vectors)):
        mixed[rows] = normalise(mixed[rows] - middle)
    for _ in range(settings.smoothing_steps if settings.smoothing else 0):
        nearby = mixed[sample]
        for rows in cut_rows(len(mixed)):
            own = np.ascontiguousarray(mixed[rows])
            near = own @ nearby.T
            near[np.arange(rows.start, rows.stop)[:, None] == sample[None, :]] = -np.inf
            nearest = np.argpartition(-near, settings.neighbours, axis=1)[:, : settings.neighbours]
            nearest.sort(axis=1)  # added in one order, so that the last bits are the same
            mixed[rows] = _pull(own.astype(np.float64), nearby[nearest], settings)
    whole = vectors.mean(axis=0)
    for rows in cut_rows(len(vectors)):
        result[rows] = _add_subjects(mixed[rows], vectors[rows], whole, embed, settings)
    return result


def _add_subjects(
    mixed: npt.NDArray[Any], vectors: Vectors, middle: Vectors, embed: Embed, settings: ThemeSettings
) -> Numbers:
    """Notes with the subjects they are nearest to as further numbers."""
    subjects = _embed_subjects(embed)
    near = np.round((vectors.astype(np.float64) - middle.astype(np.float64)) @ subjects.T, 6)
    least = np.sort(near, axis=1)[:, -settings.subjects][:, None]
    nearest = np.where(near >= least, near, 0.0)
    nearest /= np.maximum(np.linalg.norm(nearest, axis=1, keepdims=True), _SAID)
    return normalise(np.hstack([mixed.astype(np.float64), settings.subject_weight * nearest]))


@functools.lru_cache(maxsize=1)
def _embed_subjects(embed: Embed) -> Numbers:
    return embed_codes(_read_subjects(), embed).astype(np.float64)


@functools.cache
def _read_subjects() -> Codebook:
    return load_codebook(_SUBJECTS, Path())


def _pull(vectors: npt.NDArray[Any], nearest: npt.NDArray[Any], settings: ThemeSettings) -> Numbers:
    """Move each vector towards the mean of those nearest to it."""
    pulled = normalise(nearest.astype(np.float64).mean(axis=1))
    return normalise((1 - settings.smoothing) * vectors + settings.smoothing * pulled)


def _embed_context(
    notes: DataFrame[SafeNotes], embed: Embed, settings: ThemeSettings
) -> list[tuple[float, Places, Numbers]]:
    """Headings and lead-ins: the weight, each note's row, and the rows; what says nothing is zero."""
    found = []
    for name, weight in (("heading", settings.heading_weight), ("lead_in", settings.lead_in_weight)):
        texts = notes[name].tolist()
        telling = sorted({text for text in set(texts) if text and is_telling(text)})
        rows = {text: row for row, text in enumerate(telling)}
        places = np.array([rows.get(text, len(telling)) for text in texts], dtype=np.int64)
        known = np.zeros((1, 1))
        if telling:
            known = embed(telling).astype(np.float64)
            known = np.vstack([known, np.zeros((1, known.shape[1]))])
        found.append((weight, places, known))
    return found


def _find_same_list(notes: DataFrame[SafeNotes]) -> npt.NDArray[np.bool_]:
    """Whether each note and the one before it stand in the same list."""
    own = notes[["source", "kind", "heading", "lead_in"]]
    return (own == own.shift()).all(axis=1).to_numpy()


def _average_around(
    vectors: Vectors, before: npt.NDArray[np.bool_], rows: slice, precision: type[np.floating]
) -> npt.NDArray[np.floating]:
    """Mean vector of the notes right before and after each note in the same list."""
    places = np.arange(rows.start, rows.stop)
    after = np.append(before, False)[places + 1]
    around = np.zeros((len(places), vectors.shape[1]), dtype=precision)
    around[before[rows]] += vectors[places[before[rows]] - 1]
    around[after] += vectors[places[after] + 1]
    around /= np.maximum(before[rows].astype(int) + after, 1).astype(precision)[:, None]
    return around
