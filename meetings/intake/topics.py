"""Topics of a meeting: those of the register that are named, and what the story says was discussed."""

import re
from functools import lru_cache

from .gazetteer import Gazetteer, KnownTopic
from .languages import language
from .people import ReadSentence
from .proposal import ProposedTopic, Span

MOST_TOPICS = 12
_SHORTEST = 5
_LONGEST_PHRASE = 9
_ENOUGH = 6  # topics with which no further phrases are looked for


class TopicReader:
    """Reads the topics of the sentences that belong to a meeting."""

    def __init__(self, gazetteer: Gazetteer, tag: str, text: str) -> None:
        self.gazetteer, self.tag, self.text = gazetteer, tag, text

    def read(
        self,
        sentences: list[ReadSentence],
        own_names: set[str] = frozenset(),  # type: ignore[assignment]  # empty
    ) -> list[ProposedTopic]:
        """Return the topics: phrases of what was discussed, and topics of the register, twelve at most.

        ``own_names`` are names of the countries that meet: they are no topics of their meeting.
        """
        known: dict[int, ProposedTopic] = {}
        phrases: dict[str, ProposedTopic] = {}
        for read in sentences:
            span = read.sentence.span
            for topic, words in self._named(read):
                if topic.name in own_names:
                    continue
                known.setdefault(
                    topic.key,
                    ProposedTopic(
                        topic.name,
                        topic.key,
                        "" if words.lower() == topic.name.lower() else words,
                        span,
                    ),
                )
            for phrase in self._discussed(read):
                phrases.setdefault(phrase.lower(), ProposedTopic(phrase, None, "", span))
        fresh = [p for p in phrases.values() if not any(_covers(k, p) for k in known.values())]
        half = MOST_TOPICS // 2
        chosen = [*fresh[:half], *list(known.values())[:half], *fresh[half:]]
        if len(chosen) < _ENOUGH:
            names = {topic.name.lower() for topic in chosen}
            chosen.extend(
                topic for topic in self._further(sentences) if topic.name.lower() not in names
            )
        return chosen[:MOST_TOPICS]

    def _further(self, sentences: list[ReadSentence]) -> list[ProposedTopic]:
        """Return what sentences are about where no verb of discussing says so."""
        pattern = _fallback(self.tag)
        further: dict[str, ProposedTopic] = {}
        for read in sentences:
            span = read.sentence.span
            for match in pattern.finditer(self.text[span.start : span.end]):
                for phrase in _split(match["what"], self.tag):
                    if len(phrase) > _SHORTEST and not phrase[0].isdigit():
                        further.setdefault(phrase.lower(), ProposedTopic(phrase, None, "", span))
        return list(further.values())

    def _named(self, read: ReadSentence) -> list[tuple[KnownTopic, str]]:
        words = read.sentence.words
        named: list[tuple[KnownTopic, str]] = []
        index = 0
        while index < len(words):
            step = 1
            for count, thing in self.gazetteer.names.at(words, index):
                if isinstance(thing, KnownTopic):
                    text = self.text[words[index].start : words[index + count - 1].end]
                    if not any(topic.key == thing.key for topic, _ in named):
                        named.append((thing, text))
                    step = count
                    break
            index += step
        return named

    def _discussed(self, read: ReadSentence) -> list[str]:
        """Return the phrases after “discussed”, “talked about” and before “were discussed”."""
        line = self.text[read.sentence.span.start : read.sentence.span.end]
        phrases: list[str] = []
        for pattern in _patterns(self.tag):
            for match in pattern.finditer(line):
                phrases.extend(_split(match["what"], self.tag))
        return phrases[:MOST_TOPICS]


@lru_cache
def _patterns(tag: str) -> list[re.Pattern[str]]:
    return [re.compile(p, re.IGNORECASE) for p in language(tag).patterns["topics"]["patterns"]]


@lru_cache
def _fallback(tag: str) -> re.Pattern[str]:
    return re.compile(language(tag).patterns["topics"]["fallback"], re.IGNORECASE)


def _split(text: str, tag: str) -> list[str]:
    table = language(tag).patterns["topics"]
    parts = re.split(table["separators"], text)
    phrases = []
    for part in parts:
        words = re.sub(table["leading"], "", part.strip(' ,;:."“”'), flags=re.IGNORECASE).split()
        stop = next(
            (i for i, word in enumerate(words) if i and word.lower().strip(",") in table["stops"]),
            len(words),
        )
        words = words[: min(stop, _LONGEST_PHRASE)]
        if words and len(" ".join(words)) > 2 and words[0].lower() not in table["never"]:
            phrases.append(" ".join(words).strip(' ,;:."“”'))
    return phrases


def _covers(known: ProposedTopic, phrase: ProposedTopic) -> bool:
    return phrase.name.lower() in (known.name.lower(), known.term_used.lower())


__all__ = ["Span", "TopicReader"]
