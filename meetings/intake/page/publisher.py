"""Who published a story, whose word it is, and which agency it credits."""

import re

from meetings.intake.gazetteer import Gazetteer, KnownActor, KnownPublisher
from meetings.intake.words.tokens import tokenize, words_only

from .article import Article

_LONGEST_NAME = 70  # characters of a line that names the publisher
_MOST_PARTS = 4
_LAST = 60  # characters at the end
_LAST_WORDS = re.compile(
    r"(?:SOURCE ?: ?|[-–—]{1,2} ?|\()(?P<name>[A-Z][\w /]{1,30})\)?$"
)  # “-- PTI”
_SOURCE_LINE = re.compile(r"^SOURCE ?: ?(?P<name>[^\n]{2,40})$", re.MULTILINE)


def set_publisher(article: Article, gazetteer: Gazetteer, given: str) -> None:
    """Find the publisher: by its site, by its name, by the way it speaks of itself."""
    known = _given(article, gazetteer, given) or _in_its_own_words(article, gazetteer)
    source = article.source
    if known is None and source.via is not None:
        # An agency's story as it sent it: nobody else is named.
        known, source.via, source.via_name = gazetteer.publishers[source.via], None, ""
    if known is not None:
        article.publisher = known
        source.publisher, source.publisher_name = known.key, known.name
    elif given:
        source.publisher_name = (_parts(article, given) or [given])[0]
    article.home = known.actor if known is not None else _home_of(given, article, gazetteer)
    article.is_official = bool(known and known.actor) or (
        known is None and bool(article.home) and _is_office(given, article)
    )
    _read_last_words(article, gazetteer)


def _given(article: Article, gazetteer: Gazetteer, given: str) -> KnownPublisher | None:
    """Return the publisher of an address or a name; other names given are agencies credited."""
    host = re.sub(r"^https?://", "", article.source.url)
    known = gazetteer.publisher_at(host) if host else None
    if known is None and given:
        retold = article.tongue.words["furniture"]["retold"]
        known = _named(article, gazetteer, re.split(rf", (?:{retold})\b", given)[0])
    for name in _parts(article, given):
        if known is not None:
            credit(article, gazetteer, name, beside=known)
        elif "." in name:
            known = gazetteer.publisher_at(name)
        else:
            known = _named(article, gazetteer, name)
    return known


def _home_of(given: str, article: Article, gazetteer: Gazetteer) -> str:
    """Return the actor of an office that is named as the publisher: “10 Downing Street”."""
    own: dict[str, str] = article.tongue.words["voices"]["of_actor"]
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
    offices: list[str] = article.tongue.words["voices"]["publishing"]
    return any(word in given.lower().partition(",")[0] for word in offices)


def _parts(article: Article, given: str) -> list[str]:
    """Return the names in “Hindustan Times with PTI”."""
    table: dict[str, str] = article.tongue.words["furniture"]
    parts = re.split(rf",? (?:{table['credits']})\b|[;,]", given)
    cleaned = [
        re.sub(rf"^(?:{table['before_name']})\b ?", "", part.strip(), flags=re.IGNORECASE)
        for part in parts
    ]
    return [part for part in cleaned if part][:_MOST_PARTS]


def _in_its_own_words(article: Article, gazetteer: Gazetteer) -> KnownPublisher | None:
    """Return the publisher whose name is a line of its own above or below the story."""
    tongue = article.tongue
    own: dict[str, str] = tongue.words["publishers"]
    colon = rf"^(?:{tongue.words['furniture']['before_publisher']}) ?: ?"
    text = article.text[article.body.start :]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in [*lines[:6], *lines[-3:]]:
        if len(line) > _LONGEST_NAME:
            continue
        bare = re.sub(colon, "", line, flags=re.IGNORECASE)
        bare = next((own[b] for b in reversed(own) if bare.lower().startswith(b)), bare)
        if (known := _named(article, gazetteer, bare)) is not None:
            return known
    return None


def _read_last_words(article: Article, gazetteer: Gazetteer) -> None:
    """Read the agency that is credited at the end: “-- PTI”, “SOURCE: Reuters”."""
    text = article.body_text.rstrip()
    prose = article.text[: article.prose[-1].end].rstrip() if article.prose else ""
    for match in (
        _SOURCE_LINE.search(text),
        _LAST_WORDS.search(text[-_LAST:]),
        _LAST_WORDS.search(prose[-_LAST:]),
    ):
        if match:
            credit(article, gazetteer, match["name"])


def credit(
    article: Article, gazetteer: Gazetteer, name: str, beside: KnownPublisher | None = None
) -> None:
    """Credit the agency of a name, if the register knows it and the story credits none yet."""
    agency, source = _named(article, gazetteer, name), article.source
    if agency is None or agency in (article.publisher, beside) or source.via is not None:
        return
    source.via, source.via_name = agency.key, agency.name


def _named(article: Article, gazetteer: Gazetteer, name: str) -> KnownPublisher | None:
    """Return the publisher of a name, with or without an article before it."""
    first, _, rest = name.strip().partition(" ")
    known = gazetteer.publisher_named(name)
    if known is None and first.lower() in article.tongue.words["furniture"]["articles"]:
        return gazetteer.publisher_named(rest)
    return known
