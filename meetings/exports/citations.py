"""Citations of a version of a meeting: BibTeX, RIS and CSL-JSON.

A citation names the version, which never changes, so it needs no date of access.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.models.record import Record, Version
from meetings.pages import addresses, words
from meetings.snapshot.read import read

from .provenance import REGISTER

# Characters with a special meaning in TeX.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)


@dataclass(frozen=True)
class Citation:
    """The data of a reference to a version. ``address`` is absolute."""

    public_id: str
    version: int
    title: str
    published: date
    address: str

    @property
    def edition(self) -> str:
        """“version 2 of 9 March 2024”."""
        return f"version {self.version} of {words.day_words(self.published)}"


def citation_of(record: Record, version: Version, base: str) -> Citation:
    """Return the citation of a version that is neither a withdrawal nor redacted."""
    derived = read(version)["derived"]
    return Citation(
        public_id=record.public_id,
        version=version.number,
        title=words.titled(words.status_words(derived["occurrence"]), derived["title"]),
        published=version.published_at.date(),
        address=addresses.absolute(
            base, addresses.version_address(record.public_id, version.number)
        ),
    )


def bibtex(citation: Citation) -> str:
    """Return a BibTeX entry; double braces preserve the case of the title."""
    published = citation.published
    return (
        f"@misc{{sidelines-{citation.public_id}-v{citation.version},\n"
        f"  author = {{{{{REGISTER}}}}},\n"
        f"  title = {{{{{citation.title.translate(_TEX)}}}}},\n"
        f"  howpublished = {{{REGISTER}, register of diplomatic meetings}},\n"
        f"  note = {{{citation.public_id}, {citation.edition}}},\n"
        f"  year = {{{published:%Y}}},\n"
        f"  month = {{{published.month}}},\n"
        f"  url = {{{citation.address}}}\n"
        "}\n"
    )


def ris(citation: Citation) -> str:
    """Return a RIS record; its lines end with CR LF, as the format requires."""
    published = citation.published
    lines = [
        ("TY", "ELEC"),
        ("AU", REGISTER),
        ("TI", " ".join(citation.title.split())),
        ("PB", REGISTER),
        ("PY", f"{published:%Y}"),
        ("DA", f"{published:%Y/%m/%d}"),
        ("ET", f"Version {citation.version}"),
        ("AN", citation.public_id),
        ("UR", citation.address),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {text}\r\n" for tag, text in lines)


def csl_json(citation: Citation) -> str:
    """Return CSL-JSON: a list of one item of type ``entry``."""
    published = citation.published
    item: dict[str, Any] = {
        "id": f"sidelines-{citation.public_id}-v{citation.version}",
        "type": "entry",
        "author": [{"literal": REGISTER}],
        "title": citation.title,
        "container-title": REGISTER,
        "publisher": REGISTER,
        "number": citation.public_id,
        "version": str(citation.version),
        "issued": {"date-parts": [[published.year, published.month, published.day]]},
        "URL": citation.address,
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"
