"""Names of the register in a story, for entry by hand where its grammar is not read."""

from meetings.intake.gazetteer import (
    Gazetteer,
    KnownActor,
    KnownPerson,
    KnownPlace,
    KnownSummit,
    KnownTopic,
    Thing,
)
from meetings.intake.proposal import Mention, MentionKind, Span
from meetings.intake.words.tokens import Token, tokenize, words_only

_KINDS: tuple[tuple[type, MentionKind], ...] = (
    (KnownActor, MentionKind.ACTOR),
    (KnownPerson, MentionKind.PERSON),
    (KnownPlace, MentionKind.PLACE),
    (KnownSummit, MentionKind.SUMMIT),
    (KnownTopic, MentionKind.TOPIC),
)
_MOST_MENTIONS = 300


def mentions_in(gazetteer: Gazetteer, text: str, part: Span) -> list[Mention]:
    """Return the names of the register in a part of a text, each thing once."""
    words = words_only(tokenize(text, part.start, part.end), text)
    mentions: dict[tuple[MentionKind, str], Mention] = {}
    index = 0
    while index < len(words) and len(mentions) < _MOST_MENTIONS:
        count, mention = _mention_at(gazetteer, words, index)
        if mention is not None:
            mentions.setdefault((mention.kind, mention.key), mention)
        index += count
    return list(mentions.values())


def _mention_at(gazetteer: Gazetteer, words: list[Token], index: int) -> tuple[int, Mention | None]:
    """Return the number of words of the longest name at a position, and what it names."""
    for count, thing in gazetteer.names.at(words, index):
        kind = next((kind for cls, kind in _KINDS if isinstance(thing, cls)), None)
        if kind is None or not (words[index].capital or kind == MentionKind.TOPIC):
            continue
        span = Span(words[index].start, words[index + count - 1].end)
        return count, Mention(kind, _key(thing), thing.name, span)
    return 1, None


def _key(thing: Thing) -> str:
    return thing.code if isinstance(thing, KnownActor) else str(thing.key)
