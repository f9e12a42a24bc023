"""Topics of a meeting: those of the register that are named, and what was said to be discussed."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from meetings.intake.gazetteer import Gazetteer, KnownTopic
from meetings.intake.languages import Language
from meetings.intake.parts.chunk import ACTOR, ADJECTIVE, DATE, HONORIFIC, NAME, PLACE
from meetings.intake.people.figures import ReadSentence
from meetings.intake.proposal import ProposedTopic
from meetings.intake.words.tokens import keys_of

MOST_TOPICS = 12
_SHORTEST = 5
_LONGEST_PHRASE = 9  # words
_ENOUGH = 6  # topics with which no further phrases are looked for
_MARKS = ' ,;:."“”'


class TopicReader:
    """Reads the topics of the sentences that belong to a meeting."""

    def __init__(self, gazetteer: Gazetteer, tongue: Language, text: str) -> None:
        self.gazetteer, self.tongue, self.text = gazetteer, tongue, text

    def read(
        self, sentences: list[ReadSentence], own_names: Collection[str] = ()
    ) -> list[ProposedTopic]:
        """Return the topics: phrases of what was discussed, and topics of the register.

        Twelve at most. ``own_names`` are names of the countries that meet: they are no topics of
        their meeting.
        """
        known: dict[int | None, ProposedTopic] = {}
        for read in sentences:
            for topic in self._named(read):
                if topic.name not in own_names:
                    known.setdefault(topic.topic, topic)
        named = list(known.values())
        phrases = self._phrases(sentences, _patterns(self.tongue), own_names)
        fresh = [phrase for phrase in phrases if not any(_covers(each, phrase) for each in named)]
        half = MOST_TOPICS // 2
        chosen = [*fresh[:half], *named[:half], *fresh[half:]]
        if len(chosen) < _ENOUGH:
            names = {topic.name.lower() for topic in chosen}
            further = self._phrases(sentences, [_fallback(self.tongue)], own_names)
            chosen.extend(
                t for t in further if _may_be_topic(t.name) and t.name.lower() not in names
            )
        return chosen[:MOST_TOPICS]

    def _named(self, read: ReadSentence) -> Iterator[ProposedTopic]:
        """Yield the topics of the register that a sentence names."""
        words = read.sentence.words
        index = 0
        while index < len(words):
            names = self.gazetteer.names.at(words, index)
            topics = ((c, thing) for c, thing in names if isinstance(thing, KnownTopic))
            count, topic = next(topics, (1, None))
            if topic is not None:
                text = self.text[words[index].start : words[index + count - 1].end]
                term = "" if text.lower() == topic.name.lower() else text
                yield ProposedTopic(topic.name, topic.key, term, read.sentence.span)
            index += count

    def _phrases(
        self,
        sentences: list[ReadSentence],
        patterns: list[re.Pattern[str]],
        own_names: Collection[str],
    ) -> list[ProposedTopic]:
        """Return the phrases that patterns find, each once; of a sentence twelve at most.

        Dates, people and the countries that meet are no topics.
        """
        own = {name.lower() for name in own_names}
        phrases: dict[str, ProposedTopic] = {}
        for read in sentences:
            matches = (m for pattern in patterns for m in pattern.finditer(read.sentence.text))
            texts = [phrase for match in matches for phrase in _split(match["what"], self.tongue)]
            for phrase in texts[:MOST_TOPICS]:
                if phrase.lower() in own or self._is_no_topic(phrase, read):
                    continue
                topic = ProposedTopic(phrase, None, "", read.sentence.span)
                phrases.setdefault(phrase.lower(), topic)
        return list(phrases.values())

    def _is_no_topic(self, phrase: str, read: ReadSentence) -> bool:
        """Whether all words of a phrase are of dates and names, or of a date and places."""
        words = set(keys_of(phrase)) - _small_words(self.tongue)
        dates, names, places = (
            {word for chunk in read.chunks if chunk.letter in letters for word in chunk.words}
            for letters in (DATE, (NAME, HONORIFIC), (PLACE, ACTOR, ADJECTIVE))
        )
        return words <= dates | names or (bool(words & dates) and words <= dates | names | places)


@lru_cache
def _small_words(tongue: Language) -> frozenset[str]:
    keys = ("the", "of", "and", "with", "in", "to", "his")
    return frozenset().union(*(tongue.list_of("grammar", key) for key in keys))


@lru_cache
def _patterns(tongue: Language) -> list[re.Pattern[str]]:
    return [re.compile(text, re.IGNORECASE) for text in tongue.patterns["topics"]["patterns"]]


@lru_cache
def _fallback(tongue: Language) -> re.Pattern[str]:
    """Return the pattern of what sentences are about where no verb of discussing says so."""
    return re.compile(tongue.patterns["topics"]["fallback"], re.IGNORECASE)


def _may_be_topic(phrase: str) -> bool:
    return len(phrase) > _SHORTEST and not phrase[0].isdigit()


def _split(text: str, tongue: Language) -> list[str]:
    """Return the phrases of a list of what was discussed, each to its first verb or clause."""
    table = tongue.patterns["topics"]
    phrases = []
    for part in re.split(table["separators"], text):
        words = re.sub(table["leading"], "", part.strip(_MARKS), flags=re.IGNORECASE).split()
        stops = (i for i, w in enumerate(words) if i and w.lower().strip(",") in table["stops"])
        words = words[: min(next(stops, len(words)), _LONGEST_PHRASE)]
        phrase = " ".join(words)
        if len(phrase) > 2 and words[0].lower() not in table["never"]:
            phrases.append(phrase.strip(_MARKS))
    return phrases


def _covers(known: ProposedTopic, phrase: ProposedTopic) -> bool:
    return phrase.name.lower() in (known.name.lower(), known.term_used.lower())
