"""Gathers the stretches of text that make a paragraph, and cuts them at soft line breaks."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.ingest.office.paragraphs import Part


@dataclass(frozen=True)
class Look:
    """How a stretch of text looks."""

    bold: bool = False
    struck: bool = False
    hidden: bool = False


@dataclass
class Runs:
    """The text of one paragraph as it is being read."""

    stretches: list[list[tuple[str, Look]]] = field(default_factory=lambda: [[]])
    numbers: list[int] = field(default_factory=lambda: [0])

    def add(self, text: str, look: Look) -> None:
        """Add text that looks alike."""
        if text:
            self.stretches[-1].append((text, look))

    def break_line(self, number: int = 0) -> None:
        """Begin a new line inside the paragraph, with a number of its own where lines are counted."""
        self.stretches.append([])
        self.numbers.append(number)

    def ends_in_space(self) -> bool:
        """Whether a space added now would stand at the start of a line or behind another space."""
        return not self.stretches[-1] or self.stretches[-1][-1][0].endswith(" ")

    def cut(self) -> tuple[Part, ...]:
        """The paragraph's lines; a line looks like its words do, whatever the spaces between them."""
        parts = []
        for stretch, number in zip(self.stretches, self.numbers, strict=True):
            looks = [look for text, look in stretch if text.strip()]
            parts.append(
                Part(
                    text="".join(text for text, _ in stretch),
                    bold=bool(looks) and all(look.bold for look in looks),
                    struck=bool(looks) and all(look.struck for look in looks),
                    hidden=bool(looks) and all(look.hidden for look in looks),
                    number=number,
                )
            )
        return tuple(parts)
