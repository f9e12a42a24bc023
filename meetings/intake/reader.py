"""The reader of stories: the steps from a text to proposals, one after the other."""

import datetime
from dataclasses import dataclass, field

from meetings.models.choices import Occurrence

from . import article as articles
from .chunks import Chunk, Chunker
from .encounters import Encounter, EncounterReader
from .describing import Describer
from .gathering import Gathered, Gatherer
from .gazetteer import (
    Gazetteer,
    KnownActor,
    KnownPerson,
    KnownPlace,
    KnownSummit,
    KnownTopic,
    Thing,
)
from .languages import READ, language
from .people import Cast, ReadSentence, Referent, SentenceReader
from .proposal import Mention, MentionKind, ProposedMeeting, ProposedQuotation, Reading, Span
from .quotes import QuoteReader
from .sentences import Sentence, sentences_of
from .tokens import tokenize, words_only
from .topics import TopicReader
from .voices import VoiceReader

_KINDS: tuple[tuple[type, MentionKind], ...] = (
    (KnownActor, MentionKind.ACTOR),
    (KnownPerson, MentionKind.PERSON),
    (KnownPlace, MentionKind.PLACE),
    (KnownSummit, MentionKind.SUMMIT),
    (KnownTopic, MentionKind.TOPIC),
)
_MOST_MENTIONS = 300


@dataclass
class Steps:
    """What each step of a reading made of the story, to be printed and tested alone."""

    article: articles.Article
    sentences: list[Sentence] = field(default_factory=list)
    chunks: list[list[Chunk]] = field(default_factory=list)
    cast: Cast | None = None
    read: list[ReadSentence] = field(default_factory=list)
    encounters: list[Encounter] = field(default_factory=list)
    meetings: list[Gathered] = field(default_factory=list)


def read_with(
    gazetteer: Gazetteer, text: str, *, url: str = "", title: str = "", published: str = ""
) -> Reading:
    """Return what a story proposes, read with a gazetteer.

    ``url``, ``title`` and ``published`` (ISO 8601) are known from outside the text; leading
    “# key: value” lines of the text say the same. Nothing is saved, nothing is fetched.
    """
    article = articles.article_of(text, gazetteer, url=url, title=title, published=published)
    reading = Reading(language=article.language, source=article.source, body=article.body)
    reading.notes = list(article.notes)
    if article.language not in READ:
        reading.is_read = False
        reading.notes.append(
            f"The grammar of this language ({article.language}) is not read yet: "
            "names that the register knows are listed, and meetings have to be entered by hand."
        )
        reading.mentions = mentions_in(gazetteer, text, article.body)
        return reading
    steps = steps_of(article, gazetteer)
    _propose(reading, steps, gazetteer)
    reading.mentions = mentions_in(gazetteer, text, article.body)
    return reading


def steps_of(article: articles.Article, gazetteer: Gazetteer) -> Steps:
    """Return all steps up to the meetings."""
    steps = Steps(article)
    tongue = language(article.language)
    text = article.text
    titles = [*article.titles]
    steps.sentences = [
        *sentences_of(text, Span(0, 0), titles),
        *(
            sentence
            for number, prose in enumerate(article.prose)
            for sentence in _numbered(sentences_of(text, prose, []), number)
        ),
    ]
    cast = steps.cast = Cast(gazetteer, tongue, article.published)
    cast.dateline = _country_of(article.dateline, gazetteer)
    cast.home, cast.is_official = article.home, article.is_official
    chunker = Chunker(gazetteer, article.language, article.published, text)
    steps.chunks = [chunker.cut(sentence) for sentence in steps.sentences]
    reader = SentenceReader(cast, text)
    reader.accept_surnames(steps.chunks)
    # Names in full come later than surnames in some stories: who is who is settled before reading.
    for sentence, chunks in zip(steps.sentences, steps.chunks, strict=True):
        reader.read(sentence, chunks)
    cast.settle()
    for figure in cast.figures:
        figure.spans.sort()
    steps.read = [
        reader.read(sentence, chunks)
        for sentence, chunks in zip(steps.sentences, steps.chunks, strict=True)
    ]
    encounters = EncounterReader(cast)
    encounters.author = _author(article, steps, chunker, reader)
    for read in steps.read:
        steps.encounters.extend(encounters.read(read))
    steps.meetings = Gatherer(article, cast, gazetteer, steps.read).gather(steps.encounters)
    return steps


def _country_of(dateline: str, gazetteer: Gazetteer) -> str:
    """Return the country whose capital a dateline names."""
    places = {
        p.key for p in gazetteer.places.values() if dateline and p.name.lower() == dateline.lower()
    }
    actors = gazetteer.actors.values()
    return next((a.code for a in actors if a.is_country and a.capital in places), "")


def _author(
    article: articles.Article, steps: Steps, chunker: Chunker, reader: SentenceReader
) -> Referent | None:
    """Return who says “I”: the author that the byline names with an office."""
    if article.byline is None:
        return None
    sentence = sentences_of(article.text, Span(0, 0), [article.byline])[0]
    chunks = chunker.cut(sentence)
    reader.accept_surnames([chunks, *steps.chunks])
    parties = reader.read(sentence, chunks).parties
    people = [
        member for party in parties for member in party.members if member.figure and member.rank
    ]
    return people[0] if people else None


def _numbered(sentences: list[Sentence], paragraph: int) -> list[Sentence]:
    for sentence in sentences:
        sentence.paragraph = paragraph
    return sentences


def _propose(reading: Reading, steps: Steps, gazetteer: Gazetteer) -> None:
    article, cast = steps.article, steps.cast
    assert cast is not None  # noqa: S101 - set by steps_of
    describer = Describer(article, cast, gazetteer, steps.read)
    voices = VoiceReader(article, cast, steps.read)
    topics = TopicReader(gazetteer, article.language, article.text)
    quotes = QuoteReader(cast, article.text)
    quotes.all_sentences = steps.read
    quotations = quotes.read(steps.read)
    for gathered in steps.meetings:
        meeting = describer.describe(gathered)
        if not _is_meeting(meeting, gazetteer):
            continue
        near = _sentences_about(gathered, steps)
        meeting.accounts = voices.read(gathered, near)
        own = {
            gazetteer.actors[p.actor].name
            for p in meeting.participants
            if p.actor in gazetteer.actors
        }
        meeting.accounts[0].topics = topics.read(near, own)
        meeting.evidence = _evidence(gathered)
        reading.meetings.append(meeting)
    share_quotations(reading, quotations)


def _is_meeting(meeting: ProposedMeeting, gazetteer: Gazetteer) -> bool:
    """Whether at least two actors take part; two of one country alone are no diplomacy."""
    actors = {p.actor for p in meeting.participants}
    if len(meeting.participants) < 2 or len(actors) < 2:
        return False
    del gazetteer
    return True


def _sentences_about(gathered: Gathered, steps: Steps) -> list[ReadSentence]:
    """Return the sentences of a meeting and those after it until another meeting begins."""
    own = {e.sentence.sentence.paragraph for e in gathered.encounters}
    others = {
        id(e.sentence)
        for meeting in steps.meetings
        if meeting is not gathered
        for e in meeting.encounters
        if not e.weak and e.sentence.sentence.paragraph not in own
    }
    mine = {id(e.sentence) for e in gathered.encounters}
    about: list[ReadSentence] = []
    inside = False
    for read in steps.read:
        if id(read) in mine:
            inside = True
        elif id(read) in others:
            inside = False
        if inside:
            about.append(read)
    return about


def _evidence(gathered: Gathered) -> list[Span]:
    spans = {e.sentence.sentence.span for e in gathered.encounters if not e.weak}
    for person in gathered.people:
        if person.figure is not None:
            full = [
                s
                for s in person.figure.spans
                if any(s.start >= x.start and s.end <= x.end for x in spans)
            ]
            longest = max(person.figure.spans, key=lambda span: span.end - span.start)
            if not full or longest.end - longest.start > max(s.end - s.start for s in full):
                spans.add(longest)
    return sorted(spans)


def share_quotations(reading: Reading, quotations: list[ProposedQuotation]) -> None:
    """Put each quotation under the meeting of its speaker; others stay with the story."""
    main = [m for m in reading.meetings if not m.background and m.occurrence == Occurrence.HELD]
    for quotation in quotations:
        for meeting in main:
            people = {p.person for p in meeting.participants if p.person is not None}
            names = {p.name for p in meeting.participants}
            if quotation.person in people or (quotation.name and quotation.name in names):
                meeting.accounts[0].quotations.append(quotation)
                break
        else:
            reading.quotations.append(quotation)


def mentions_in(gazetteer: Gazetteer, text: str, body: Span) -> list[Mention]:
    """Return the names of the register in a part of a text, each thing once."""
    words = words_only(tokenize(text, body.start, body.end), text)
    mentions: list[Mention] = []
    seen: set[tuple[MentionKind, str]] = set()
    index = 0
    while index < len(words) and len(mentions) < _MOST_MENTIONS:
        step = 1
        for count, thing in gazetteer.names.at(words, index):
            kind = next((kind for cls, kind in _KINDS if isinstance(thing, cls)), None)
            if kind is None or not (words[index].capital or kind == MentionKind.TOPIC):
                continue
            step = count
            key = _key(thing)
            if (kind, key) not in seen:
                seen.add((kind, key))
                span = Span(words[index].start, words[index + count - 1].end)
                mentions.append(Mention(kind, key, thing.name, span))
            break
        index += step
    return mentions


def _key(thing: Thing) -> str:
    return thing.code if isinstance(thing, KnownActor) else str(thing.key)


def read_story(text: str, *, url: str = "", title: str = "", published: str = "") -> Reading:
    """Return what a story proposes, read with the register as it is now."""
    from .register import current  # noqa: PLC0415 - the steps are pure; only this one asks the database

    return read_with(current(), text, url=url, title=title, published=published)


__all__ = ["Reading", "Steps", "datetime", "read_story", "read_with", "steps_of"]
