"""What a pasted page is: its source, its title, and the story without the furniture of the page."""

import datetime
import re
from dataclasses import dataclass, field

from meetings.dates.edtf import parse
from meetings.dates.words import describe

from . import dates
from .implied_day import implied_day
from .gazetteer import Gazetteer, KnownActor, KnownPublisher
from .languages import READ, language, recognise
from .proposal import ProposedSource, Span
from .tokens import tokenize, words_only

_HEADER = re.compile(r"# (?P<key>[a-z_]+): ?(?P<value>.*)\n?")
_LONG_LINE = 140
_SENTENCE_END = re.compile(r"[.!?…:。！？؟](?:\s?»)?[\"”’»）)\]]*\s*$|[.!?]\s*[-–—]+ ?[A-Z]{2,}\s*$")
_URL = re.compile(r"https?://[^\s\"<>]+")
_DATELINE = re.compile(
    r"^(?:\((?P<bracketed>[A-ZÀ-Þ][A-Za-zÀ-ÿ.' -]{2,40})\)|(?P<place>[A-ZÀ-Þ][A-Za-zÀ-ÿ.' -]{2,40}?)(?: ?[,/] ?(?P<more>[A-Z][\w. ]{2,30}))?(?:, (?P<day>[\w. ]{3,20}?))?\s?"
    r"(?:\((?P<agency>[A-Z][\w /.-]+)\))?\s?(?:[-–—:]{1,2}))\s",
)
_OWN = {
    "url": ("url", "link", "address"),
    "title": ("title", "headline"),
    "published": ("date", "published"),
    "source": ("source", "publisher"),
}


@dataclass
class Article:
    """A story: its text, the parts of it that are prose and titles, and what is known of it."""

    text: str
    body: Span
    titles: list[Span]
    prose: list[Span]
    language: str
    source: ProposedSource
    published: datetime.date | None
    dateline: str = ""
    publisher: KnownPublisher | None = None
    byline: Span | None = None
    is_official: bool = False  # whether it is the word of an actor
    home: str = ""  # the actor for whom the publisher speaks
    notes: list[str] = field(default_factory=list)


def article_of(
    text: str, gazetteer: Gazetteer, *, url: str = "", title: str = "", published: str = ""
) -> Article:
    """Return the article that a text is; what is given from outside goes before the text's own."""
    header, start, header_title = _header(text)
    given_url = url or header.get("url", "")
    lines = _lines(text, start)
    tongue = recognise(text[start:]) or "en"
    kept = _without_furniture(lines, text, tongue)
    titles, prose = _titles_and_prose(kept, text, tongue if tongue in READ else "en")
    source = ProposedSource(
        title=title or header.get("title", "") or _title(titles, text),
        url=_address(given_url),
        language=tongue,
    )
    if header_title is not None:
        titles = [header_title, *titles]
    article = Article(text, Span(start, len(text)), titles, prose, tongue, source, None)
    article.byline = _byline(kept, text, tongue)
    article.published = _published(article, published or header.get("published", ""))
    _dateline(article, gazetteer)
    _publisher(article, gazetteer, header.get("source", ""))
    if article.published:
        source.published = article.published.isoformat()
    else:
        _imply_day(article, gazetteer)
    return article


def _imply_day(article: Article, gazetteer: Gazetteer) -> None:
    tag = article.language if article.language in READ else "en"
    text = article.text[article.body.start : article.body.end]
    article.published = implied_day(
        text, gazetteer, tag, datetime.datetime.now(datetime.UTC).date()
    )
    if article.published is not None:
        article.notes.append(
            "The story gives no day of publication. Its weekdays and offices fit "
            f"{describe(parse(article.published.isoformat()))}, and dates are read so."
        )


def _byline(lines: list[Span], text: str, tag: str) -> Span | None:
    """Return the line that names the author of a text of their own: “By NAME, TITLE”."""
    words = language(tag if tag in READ else "en").words["furniture"]["byline"]
    for line in lines[:6]:
        if line.end - line.start < _LONG_LINE and re.match(
            words, text[line.start : line.end].strip()
        ):
            return line
    return None


def _header(text: str) -> tuple[dict[str, str], int, Span | None]:
    """Return the values of leading “# key: value” lines, where the story begins, and the title."""
    title: Span | None = None
    values: dict[str, str] = {}
    position = 0
    while match := _HEADER.match(text, position):
        for own, keys in _OWN.items():
            if match["key"] in keys:
                values[own] = match["value"].strip()
                if own == "title":
                    title = Span(*match.span("value"))
        position = match.end()
    return values, position, title


def _address(value: str) -> str:
    match = _URL.search(value)
    return match[0].rstrip(").,") if match else ""


def _lines(text: str, start: int) -> list[Span]:
    return [
        Span(start + match.start(), start + match.end())
        for match in re.finditer(r"[^\n]+", text[start:])
        if match[0].strip()
    ]


def _without_furniture(lines: list[Span], text: str, tag: str) -> list[Span]:
    """Return the lines without those that every page of the site has, and lists of other news."""
    marks = _furniture_marks(tag)
    last_long = max(
        (index for index, line in enumerate(lines) if line.end - line.start >= _LONG_LINE),
        default=len(lines) - 1,
    )
    kept = []
    for index, line in enumerate(lines):
        words = text[line.start : line.end].strip()
        if marks.match(words) and line.end - line.start < _LONG_LINE:
            if index > last_long:
                break
            continue
        kept.append(line)
    return kept


def _furniture_marks(tag: str) -> re.Pattern[str]:
    words = language(tag if tag in READ else "en").words["furniture"]
    beginnings = "|".join(re.escape(word) for word in words["lines"])
    return re.compile(rf"(?:{beginnings})", re.IGNORECASE)


def _titles_and_prose(lines: list[Span], text: str, tag: str) -> tuple[list[Span], list[Span]]:
    """Return the headings above the first sentence, and the lines that are prose."""
    titles: list[Span] = []
    prose: list[Span] = []
    for line in lines:
        words = text[line.start : line.end].strip()
        long = line.end - line.start >= _LONG_LINE
        ends = bool(_SENTENCE_END.search(words)) and len(words) > 30
        if long or ends or (prose and words.startswith(("- ", "• ", "* ", "– "))):
            prose.append(line)
        elif not prose and len(words.split()) >= 4 and not dates.plain_day(words, tag):
            titles.append(line)
    if not prose:
        return titles[:1], titles[1:]
    return titles, prose


def _title(titles: list[Span], text: str) -> str:
    candidates = [text[span.start : span.end].strip() for span in titles]
    return max(candidates[:4], key=len, default="")[:500]


def _published(article: Article, given: str) -> datetime.date | None:
    """Return the day of publication: given, or that of a line near the top that is a date."""
    if day := _calendar_day(given):
        return day
    tag = article.language if article.language in READ else "en"
    begin = article.body.start
    first_prose = article.prose[0].start if article.prose else begin
    for line in re.finditer(r"[^\n]+", article.text[begin : first_prose + 1500]):
        if len(line[0]) < 80 and (day := dates.plain_day(line[0], tag)):
            return day
    end = article.text[-400:]
    for line in re.finditer(r"[^\n]+", end):
        if len(line[0]) < 60 and (day := dates.plain_day(line[0], tag)):
            return day
    return None


def _calendar_day(value: str) -> datetime.date | None:
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", value)
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _dateline(article: Article, gazetteer: Gazetteer) -> None:
    """Read “BEIJING, July 23 (Xinhua) --” or “(Alger)” at the beginning of the first sentence."""
    if not article.prose:
        return
    begin = article.prose[0].start
    match = _DATELINE.match(article.text[begin : begin + 120])
    if match is None:
        return
    place = match["place"] or match["bracketed"]
    if not (place.isupper() or match["agency"] or match["day"] or match["bracketed"]):
        return
    article.dateline = place.title() if place.isupper() else place
    article.prose[0] = Span(begin + match.end(), article.prose[0].end)
    if match["agency"] and (agency := _named(gazetteer, match["agency"])):
        _credit(article, agency)


def _publisher(article: Article, gazetteer: Gazetteer, given: str) -> None:
    """Find the publisher: by its site, by its name, by the way it speaks of itself."""
    source = article.source
    host = re.sub(r"^https?://", "", source.url)
    known = gazetteer.publisher_at(host) if host else None
    if known is None and given:
        known = _named(gazetteer, re.split(r", (?:retold|via)\b", given)[0])
    for name in _parts(given):
        if known is None:
            known = gazetteer.publisher_at(name) if "." in name else _named(gazetteer, name)
        elif (agency := _named(gazetteer, name)) and agency != known:
            _credit(article, agency)
    known = known or _in_its_own_words(article, gazetteer)
    if known is None and source.via is not None:
        # An agency's story as it sent it: nobody else is named.
        known, source.via, source.via_name = gazetteer.publishers[source.via], None, ""
    if known is not None:
        article.publisher = known
        source.publisher, source.publisher_name = known.key, known.name
    elif given:
        source.publisher_name = (_parts(given) or [given])[0]
    article.home = known.actor if known is not None else _home_of(given, article, gazetteer)
    article.is_official = bool(known and known.actor) or (
        known is None and bool(article.home) and _is_office(given, article)
    )
    _last_words(article, gazetteer)


def _home_of(given: str, article: Article, gazetteer: Gazetteer) -> str:
    """Return the actor of an office that is named as the publisher: “10 Downing Street”."""
    tag = article.language if article.language in READ else "en"
    own: dict[str, str] = language(tag).words["voices"]["of_actor"]
    # “Présidence de la République” is that of France, but not where a country is named.
    if _is_office(given, article) and (code := _actor_named(given, gazetteer)):
        return code
    return next((code for words, code in own.items() if words in given.lower()), "")


def _actor_named(given: str, gazetteer: Gazetteer) -> str:
    words = words_only(tokenize(given), given)
    for index in range(len(words)):
        for _, thing in gazetteer.names.at(words, index):
            if isinstance(thing, KnownActor) and words[index].capital:
                return thing.code
    return ""


def _is_office(given: str, article: Article) -> bool:
    """Whether the name of a publisher begins like that of a ministry or a presidency."""
    tag = article.language if article.language in READ else "en"
    offices: list[str] = language(tag).words["voices"]["publishing"]
    return any(word in given.lower().partition(",")[0] for word in offices)


def _parts(given: str) -> list[str]:
    parts = re.split(r",? (?:via|with|citing|after|d’après|retold)\b|[;,]", given)
    cleaned = [
        re.sub(r"^(?:the|in|own words|avec)\b ?", "", part.strip(), flags=re.IGNORECASE)
        for part in parts
    ]
    return [part for part in cleaned if part][:4]


def _in_its_own_words(article: Article, gazetteer: Gazetteer) -> KnownPublisher | None:
    """Return the publisher whose name is a line of its own above or below the story."""
    tag = article.language if article.language in READ else "en"
    own: dict[str, str] = language(tag).words["publishers"]
    begin = article.body.start
    lines = [line.strip() for line in article.text[begin:].splitlines() if line.strip()]
    for line in [*lines[:6], *lines[-3:]]:
        if len(line) > 70:
            continue
        bare = re.sub(r"^(?:source|by|from) ?: ?", "", line, flags=re.IGNORECASE)
        for beginning, name in own.items():
            if bare.lower().startswith(beginning):
                bare = name
        if (known := _named(gazetteer, bare)) is not None:
            return known
    return None


def _last_words(article: Article, gazetteer: Gazetteer) -> None:
    """Read the agency that is credited at the end: “-- PTI”, “SOURCE: Reuters”."""
    end = article.text[article.body.start :].rstrip()
    match = re.search(r"(?:SOURCE ?: ?|[-–—]{1,2} ?|\()(?P<name>[A-Z][\w /]{1,30})\)?$", end[-60:])
    source_line = re.search(r"^SOURCE ?: ?(?P<name>[^\n]{2,40})$", end, re.MULTILINE)
    for found in (source_line, match):
        if found and (agency := _named(gazetteer, found["name"])):
            _credit(article, agency)


def _credit(article: Article, agency: KnownPublisher) -> None:
    source = article.source
    if source.via is None and agency != article.publisher:
        source.via, source.via_name = agency.key, agency.name


def _named(gazetteer: Gazetteer, name: str) -> KnownPublisher | None:
    """Return the publisher that has exactly this name."""
    words = words_only(tokenize(name), name)
    if words and words[0].text.lower() == "the" and len(words) > 1:
        words = words[1:]
    if not words:
        return None
    for count, thing in gazetteer.publishers_by_name.at(words, 0):
        if count == len(words) and isinstance(thing, KnownPublisher):
            return thing
    return None
