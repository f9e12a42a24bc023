"""The lines of a page: its furniture, its titles, and its prose."""

import re
from functools import lru_cache

from meetings.intake.languages import Language
from meetings.intake.proposal import Span
from meetings.intake.words.dates import plain_day

_LONG_LINE = 140
_SHORTEST_SENTENCE = 30
_FEWEST_WORDS = 4
_LONGEST_TITLE = 500
_SENTENCE_END = re.compile(
    r"[.!?…:。！？؟](?:\s?»)?[\"”’»）)\]]*\s*$|[.!?]\s*[-–—]+ ?[A-Z]{2,}\s*$"
)
_ITEMS = ("- ", "• ", "* ", "– ")
_TOP = 6  # lines among which the author of a text stands


def story_lines(text: str, start: int, tongue: Language) -> list[Span]:
    """Return the lines without those that every page of the site has, and lists of other news."""
    lines = [
        Span(start + match.start(), start + match.end())
        for match in re.finditer(r"[^\n]+", text[start:])
        if match[0].strip()
    ]
    long = [index for index, line in enumerate(lines) if _is_long(line)]
    last_long = long[-1] if long else len(lines) - 1
    kept = []
    for index, line in enumerate(lines):
        if not _is_furniture(text[line.start : line.end], tongue):
            kept.append(line)
        elif index > last_long:
            break
    return kept


def _is_long(line: Span) -> bool:
    return line.end - line.start >= _LONG_LINE


def _is_furniture(line: str, tongue: Language) -> bool:
    return len(line) < _LONG_LINE and _marks(tongue).match(line.strip()) is not None


@lru_cache
def _marks(tongue: Language) -> re.Pattern[str]:
    beginnings = "|".join(re.escape(word) for word in tongue.words["furniture"]["lines"])
    return re.compile(rf"(?:{beginnings})", re.IGNORECASE)


def titles_and_prose(
    lines: list[Span], text: str, tongue: Language
) -> tuple[list[Span], list[Span]]:
    """Return the headings above the first sentence, and the lines that are prose."""
    titles: list[Span] = []
    prose: list[Span] = []
    for line in lines:
        words = text[line.start : line.end].strip()
        ends = len(words) > _SHORTEST_SENTENCE and bool(_SENTENCE_END.search(words))
        if _is_long(line) or ends or (prose and words.startswith(_ITEMS)):
            prose.append(line)
        elif not prose and len(words.split()) >= _FEWEST_WORDS and not plain_day(words, tongue):
            titles.append(line)
    if not prose:
        return titles[:1], titles[1:]
    return titles, prose


def title_of(titles: list[Span], text: str) -> str:
    """Return the longest of the first headings, "" where there is none."""
    candidates = [text[span.start : span.end].strip() for span in titles]
    return max(candidates[:4], key=len, default="")[:_LONGEST_TITLE]


def byline_of(lines: list[Span], text: str, tongue: Language) -> Span | None:
    """Return the line that names the author of a text of their own: “By NAME, TITLE”."""
    words = tongue.words["furniture"]["byline"]
    for line in lines[:_TOP]:
        if not _is_long(line) and re.match(words, text[line.start : line.end].strip()):
            return line
    return None
