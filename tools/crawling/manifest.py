"""A manifest of answers, one line for each address, to compare two checkouts."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final, TypedDict
from urllib.parse import quote

HEADERS: Final = (
    "Allow",
    "Cache-Control",
    "Content-Disposition",
    "Content-Type",
    "ETag",
    "Link",
    "Location",
    "Vary",
    "X-Register-Clock",
)
_SAVED = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_LONGEST_FILE_NAME: Final = 120


class Family(TypedDict):
    """The number of addresses of one family, and the digest of their lines."""

    count: int
    sha256: str


@dataclass(frozen=True)
class Answer:
    """The answer of an address. ``headers`` holds those among HEADERS, as one text."""

    address: str
    status: int
    digest: str
    headers: str

    @property
    def media_type(self) -> str:
        """Return the media type with its parameters, "" if there is none."""
        return self.headers.partition("Content-Type: ")[2].partition(" | ")[0]

    @property
    def line(self) -> str:
        """Return the line of the manifest, without its end."""
        return "\t".join([self.address, str(self.status), self.digest, self.headers])


def answer(address: str, status: int, headers: Mapping[str, str], body: bytes) -> Answer:
    """Return the answer of an address in the form of a manifest."""
    # The ETag of a static file depends on the time of the checkout.
    left_out = {"ETag"} if address.startswith("/static/") else set()
    header_texts = [
        f"{name}: {headers[name]}" for name in HEADERS if name in headers and name not in left_out
    ]
    digest = hashlib.sha256(lasting(body)).hexdigest()
    return Answer(address, status, digest, " | ".join(header_texts))


def lasting(body: bytes) -> bytes:
    """Return the reproducible part of a body: for a workbook, its parts without saving time."""
    if not body.startswith(b"PK\x03\x04"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as workbook:
        parts = [name.encode() + b"\n" + workbook.read(name) for name in workbook.namelist()]
    return _SAVED.sub(b"", b"\n".join(parts))


def write(answers: Iterable[Answer], file: Path) -> None:
    """Write a manifest, in order of the addresses."""
    lines = sorted(answer.line for answer in answers)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read(file: Path) -> list[Answer]:
    """Return the answers of a manifest."""
    answers = []
    for line in file.read_text(encoding="utf-8").splitlines():
        address, status, digest, headers = line.split("\t")
        answers.append(Answer(address, int(status), digest, headers))
    return answers


def family_of(address: str) -> str:
    """Return the family of an address: its first segment, whether more follow, its extension.

    In the API it is the segment after the version: ``/meetings``, ``/meetings/….csl.json``,
    ``/api/v1/meetings``.
    """
    method, _, path = address.rpartition(" ")
    segments = path.partition("?")[0].strip("/").split("/")
    extension = segments[-1].partition(".")[2]
    depth = 3 if segments[:2] == ["api", "v1"] else 1
    first = "/".join(segments[:depth]).removesuffix(f".{extension}")
    more = "/…" if len(segments) > depth else ""
    return f"{method} /{first}{more}{'.' if extension else ''}{extension}".strip()


def families(answers: Iterable[Answer]) -> dict[str, Family]:
    """Return the count and the digest of each family, in order of their names."""
    named_lines = sorted((family_of(answer.address), answer.line) for answer in answers)
    families_by_name: dict[str, Family] = {}
    for name, group in groupby(named_lines, key=lambda pair: pair[0]):
        lines = [line for _, line in group]
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        families_by_name[name] = {"count": len(lines), "sha256": digest}
    return families_by_name


def digests(answers: Iterable[Answer]) -> str:
    """Return the families as JSON, a line each."""
    lines = [
        f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(family)}"
        for name, family in families(answers).items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def differences(before: Iterable[Answer], after: Iterable[Answer]) -> dict[str, str]:
    """Return the kind of difference of each address that differs or is in only one manifest."""
    old_answers = {answer.address: answer for answer in before}
    new_answers = {answer.address: answer for answer in after}
    result = dict.fromkeys(old_answers.keys() - new_answers.keys(), "gone")
    result |= dict.fromkeys(new_answers.keys() - old_answers.keys(), "new")
    for address in old_answers.keys() & new_answers.keys():
        old, new = old_answers[address], new_answers[address]
        changed = [
            what
            for what, same in (
                ("status", old.status == new.status),
                ("headers", old.headers == new.headers),
                ("body", old.digest == new.digest),
            )
            if not same
        ]
        if changed:
            result[address] = ", ".join(changed)
    return dict(sorted(result.items()))


def told(differences: Mapping[str, str], most: int) -> str:
    """Return differences as text, by family, with at most so many addresses of each."""
    by_family: dict[str, list[str]] = {}
    for address, changed in differences.items():
        by_family.setdefault(family_of(address), []).append(f"  {changed}: {address}")
    lines = []
    for family, addresses in sorted(by_family.items()):
        lines += [f"{family}: {len(addresses)} differ", *addresses[:most]]
        if len(addresses) > most:
            lines.append(f"  … and {len(addresses) - most} more")
    return "\n".join(lines) or "Both answer alike."


def keep(folder: Path, address: str, body: bytes) -> None:
    """Write a body into a folder, under a name made of its address."""
    name = quote(address, safe="")
    if len(name) > _LONGEST_FILE_NAME:
        end = hashlib.sha256(address.encode()).hexdigest()[:8]
        name = f"{name[:_LONGEST_FILE_NAME]}-{end}"
    (folder / name).write_bytes(body)
