"""Accounts and quotations of an answer: on whose word a meeting is told, and who said what."""

from dataclasses import dataclass

from meetings.intake.chunks import NAME, SURNAME
from meetings.intake.form_reading import shown
from meetings.intake.gazetteer import KnownPerson, KnownTopic
from meetings.intake.people import Figure
from meetings.intake.proposal import ProposedAccount, ProposedQuotation, ProposedTopic, Span
from meetings.intake.quotes import QUOTED, QuoteReader
from meetings.intake.titles import rank_of
from meetings.intake.tokens import keys_of
from meetings.intake.topics import MOST_TOPICS
from meetings.models.choices import Attribution, Extent

from .answer import AnsweredQuotation
from .resolving import Resolver, Told


@dataclass
class Spoken:
    """A quotation that stands in the story, and its speaker: a person, or an institution."""

    span: Span
    figure: Figure | None = None
    institution: str = ""
    name: str = ""


def accounts(told: Told, resolver: Resolver) -> list[ProposedAccount]:
    """Return the accounts of a meeting: an official publisher's own, the voices', the outlet's."""
    article, occurrence = resolver.article, told.answered.occurrence
    if article.is_official and article.home:
        own = [article.home]
        own_account = ProposedAccount(
            own, Attribution.STATEMENT, "", Extent.WHOLE, occurrence, evidence=[told.sentence.span]
        )
        proposed = [own_account]
    else:
        by_actor: dict[str, ProposedAccount] = {}
        for span in told.voices:
            if code := resolver.code_in(span) or _actor_of_speaker(span, resolver):
                by_actor.setdefault(code, _relayed(code, span, told, resolver))
        outlet = ProposedAccount([], Attribution.OUTLET, "", Extent.WHOLE, occurrence)
        proposed = list(by_actor.values()) or [outlet]
    proposed[0].topics = _topics(told, resolver)
    return proposed


def _actor_of_speaker(span: Span, resolver: Resolver) -> str:
    figure = resolver.cast.named(tuple(keys_of(resolver.words_of(span))))
    return figure.actor if figure is not None else ""


def _relayed(code: str, span: Span, told: Told, resolver: Resolver) -> ProposedAccount:
    words = resolver.words_of(span)
    attribution = Attribution.STATEMENT
    if rank_of(words, resolver.tag) == "spokesperson":
        attribution = Attribution.SPOKESPERSON
    elif _name_in(span, resolver) is not None:
        attribution = Attribution.NAMED_OFFICIAL
    official = "" if attribution == Attribution.STATEMENT else words
    return ProposedAccount(
        [code],
        attribution,
        official,
        Extent.RELAYED,
        told.answered.occurrence,
        evidence=[resolver.sentence_at(span).span],
    )


def _name_in(span: Span, resolver: Resolver) -> Span | None:
    """Return the name of a person among a few words."""
    if resolver.known(span, KnownPerson):
        return span
    names = (c.span for c in resolver.chunks(span) if c.letter in (NAME, SURNAME))
    return next(names, None)


def _topics(told: Told, resolver: Resolver) -> list[ProposedTopic]:
    topics: dict[str, ProposedTopic] = {}
    for span in told.topics[:MOST_TOPICS]:
        words, sentence = resolver.words_of(span), resolver.sentence_at(span).span
        topic = resolver.known(span, KnownTopic)
        if isinstance(topic, KnownTopic):
            term = "" if words.lower() == topic.name.lower() else words
            topics.setdefault(topic.name, ProposedTopic(topic.name, topic.key, term, sentence))
        else:
            topics.setdefault(words, ProposedTopic(words, None, "", sentence))
    return list(topics.values())


# Quotations


def speak(answered: AnsweredQuotation, resolver: Resolver) -> Spoken | None:
    """Return a quotation of an answer; None, noted, if it does not stand in the story."""
    standing = resolver.standing
    span = standing.span_of(answered.quotation, "The quotation")
    speaker = standing.span_of(answered.speaker, "A quotation with the speaker") if span else None
    if span is None or speaker is None:
        return None
    words = shown(resolver.words_of(span))
    if not _is_quoted(span, resolver.article.text):
        standing.drop(f"The quotation “{words}”: it stands between no quotation marks")
        return None
    code = resolver.code_in(speaker)
    name = _name_in(speaker, resolver)
    if name is None and code:
        return Spoken(span, None, code, resolver.words_of(speaker))
    person = resolver.name(name or speaker, "", "")
    if person is None:
        standing.drop(f"The quotation “{words}”: “{resolver.words_of(speaker)}” is no name")
        return None
    return Spoken(span, person.figure)


def _is_quoted(span: Span, text: str) -> bool:
    around = (Span(*match.span("words")) for match in QUOTED.finditer(text))
    return any(s.start <= span.start and span.end <= s.end for s in around)


def quotation(spoken: Spoken, resolver: Resolver) -> ProposedQuotation:
    """Return the proposal for a quotation, whose speaker is known by now."""
    words, tag = resolver.words_of(spoken.span), resolver.article.language
    figure = spoken.figure
    if figure is None:
        return ProposedQuotation(
            words, spoken.name, None, spoken.institution, tag, evidence=[spoken.span]
        )
    known = figure.known
    name = known.name if known and len(figure.keys) < 2 else figure.name
    translated = resolver.is_read and not QuoteReader(resolver.cast, "").is_native(figure.actor)
    return ProposedQuotation(
        words, name, known.key if known else None, "", tag, translated, [spoken.span]
    )
