"""Lists that editors paste: names, a delegation one person a line, quotations. Pure functions."""

import re
from dataclasses import dataclass

MOST_LINES = 60
_BULLET = re.compile(r"^\s*(?:[-–—•·*▪●]+|\(?\d{1,2}[.)])\s*")
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;]|\band\b|&)\s*")
_IN_BRACKETS = re.compile(r"(?P<name>[^()]+?)\s*\((?P<title>[^()]+)\)")
_DASH = re.compile(r"\s+[–—-]\s+|:\s+")
_SAYS = re.compile(r"(?P<who>[^:：]{2,80})[:：]\s*(?P<words>.+)", re.DOTALL)
_QUOTES = "\"'“”„«»‘’‹›「」 \t"


@dataclass(frozen=True)
class Listed:
    """A person in a list: the name as written, and the title ("" if there is none)."""

    name: str
    title: str = ""


@dataclass(frozen=True)
class Quoted:
    """A quotation in a list: who said it, as written, and the words without quotation marks."""

    who: str
    words: str


def lines_of(text: str) -> list[str]:
    """Return the lines of a list that are not empty, without bullets and numbers."""
    lines = (_BULLET.sub("", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def people_in(text: str) -> list[Listed]:
    """Return the people of a list: “Name, title” one a line, or names alone in a single line.

    Several names in one line stand between commas, semicolons or “and”.
    """
    lines = lines_of(text)
    if len(lines) == 1 and ";" in lines[0]:
        return [_person(part) for part in lines[0].split(";") if part.strip()]
    if len(lines) == 1:
        names = [name for name in _BETWEEN_NAMES.split(lines[0].rstrip(".")) if name]
        return [Listed(name) for name in names]
    return [_person(line) for line in lines]


def delegation_in(text: str) -> list[Listed]:
    """Return the people of a delegation: “Name, title”, one a line."""
    return [_person(line) for line in lines_of(text)]


def quotations_in(text: str) -> list[Quoted]:
    """Return quotations, “Name: words” one a line; ``who`` is "" where nobody is named."""
    quotations = []
    for line in lines_of(text):
        match = _SAYS.fullmatch(line)
        who, words = (match["who"], match["words"]) if match else ("", line)
        quotations.append(Quoted(who.strip(), words.strip(_QUOTES)))
    return [quotation for quotation in quotations if quotation.words]


def _person(line: str) -> Listed:
    line = line.strip().rstrip(";.,").strip()
    if line.endswith("]"):
        return Listed(line)  # a key in brackets says whom
    if match := _IN_BRACKETS.fullmatch(line):
        return Listed(match["name"].strip(), match["title"].strip())
    dashed, comma = _DASH.split(line, maxsplit=1), line.partition(",")
    # Whichever comes first: “Antony Blinken – Secretary of State, United States”.
    name, title = (dashed[0], "".join(dashed[1:])) if "," not in dashed[0] else comma[::2]
    return Listed(name.strip(), title.strip())
