"""Names of summits: series and editions of the register, and words such as “X Summit”."""

from meetings.intake.gazetteer import KnownActor, KnownSeries, KnownSummit

from .chunk import SUMMIT
from .line import Line

_LONGEST = 9
_LONGEST_HEAD_FIRST = 12
_MARKS = "-–’'"


def read_summit(line: Line, position: int) -> int | None:
    """Read a named summit, a series, or words that end in “Summit” or “Meeting”."""
    token = line.tokens[position]
    small: list[str] = line.tongue.words["summits"]["small"]
    if not token.capital and token.text.lower() not in small:
        return None
    title = line.title(position)
    if title is not None and not title.plural:
        return None
    length, thing = line.longest(position, KnownSummit, KnownSeries)
    head_first = line.tongue.words["summits"].get("head_first", False)
    run = _run_from_head(line, position) if head_first else _run_to_head(line, position)
    end = max(position + length, run)
    if thing is None and _is_article(line, position, run):
        return None
    if end == position or _is_only_actor(line, position, end, is_series=_is_series(thing)):
        return None
    series = thing if isinstance(thing, KnownSeries) else None
    summit = thing if isinstance(thing, KnownSummit) else None
    return line.add(SUMMIT, position, end, series=series, summit=summit)


def _is_article(line: Line, position: int, run: int) -> bool:
    """Whether a name known by itself follows an article: “the BRICS”, “the BRICS summit”."""
    start = position + 1
    articles = line.tongue.list_of("grammar", "the")
    if start >= len(line.tokens) or line.keys[position] not in articles:
        return False
    length, thing = line.longest(start, KnownSummit, KnownSeries)
    actor, _ = line.longest(start, KnownActor)
    if thing is None or actor >= max(length, run - start):
        return False
    heads = line.tongue.list_of("summits", "heads")
    return all(key in heads for key in line.keys[start + length : run])


def _is_series(thing: object) -> bool:
    return isinstance(thing, KnownSeries)


def _is_only_actor(line: Line, position: int, end: int, *, is_series: bool) -> bool:
    """Whether the name is that of an organisation, with nothing that says summit."""
    length, _ = line.longest(position, KnownActor)
    if length < end - position:
        return False
    if not is_series:
        return True
    heads = line.tongue.list_of("summits", "heads")
    if any(key in heads for key in line.keys[position:end]):
        return False
    always = line.tongue.list_of("summits", "always")
    return line.joined(position, end - position) not in always


def _run_to_head(line: Line, position: int) -> int:
    """Return the end of capitalised words that end in a word for a summit; 0 for none.

    “Wang Yi’s meeting” is none.
    """
    heads = line.tongue.list_of("summits", "heads")
    links = line.tongue.list_of("summits", "links")
    starters = line.tongue.list_of("names", "starters")
    last, capitals, owned = 0, 0, False
    for end in range(position, min(position + _LONGEST, len(line.tokens))):
        token, key = line.tokens[end], line.keys[end]
        owned = owned or token.text in "’'"
        if key in heads and end > position and capitals and (token.capital or not owned):
            last = end + 1
        elif token.capital and token.is_word:
            capitals += key not in starters
        elif key not in links and token.text not in _MARKS and not token.text[0].isdigit():
            break
        if _is_title_with_name(line, end):
            break
    return last


def _run_from_head(line: Line, position: int) -> int:
    """Return the end of a word for a summit and the capitalised words after it; 0 for none."""
    tongue = line.tongue
    if line.keys[position] not in tongue.list_of("summits", "heads"):
        return 0
    between = tongue.list_of("summits", "links") | tongue.list_of("summits", "common")
    last = 0
    for end in range(position + 1, min(position + _LONGEST_HEAD_FIRST, len(line.tokens))):
        token = line.tokens[end]
        if token.start in line.dates or _is_title_with_name(line, end):
            break
        if token.capital and token.is_word:
            last = end + 1
        elif token.text not in _MARKS and line.keys[end] not in between:
            break
    return last


def _is_title_with_name(line: Line, position: int) -> bool:
    title = line.title(position)
    if title is None or title.plural:
        return False
    after = position + title.length
    token = line.token(after)
    heads = line.tongue.list_of("summits", "heads")
    return token is not None and token.capital and line.keys[after] not in heads
