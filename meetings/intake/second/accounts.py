"""Accounts and quotations of an answer: on whose word a meeting is told, and who said what."""

from dataclasses import dataclass

from meetings.intake.describing.quotes import QUOTED, is_native
from meetings.intake.describing.topics import MOST_TOPICS
from meetings.intake.form_reading import shown
from meetings.intake.gazetteer import KnownTopic
from meetings.intake.people.figures import Figure
from meetings.intake.proposal import ProposedAccount, ProposedQuotation, ProposedTopic, Span
from meetings.intake.words.titles import rank_of
from meetings.intake.words.tokens import keys_of
from meetings.models.choices import Attribution, Extent

from .answer import AnsweredQuotation
from .resolving import Told
from .standing import LONG, Standing
from .words import StoryWords


@dataclass
class Spoken:
    """A quotation that stands in the story, and its speaker: a person, or an institution."""

    span: Span
    figure: Figure | None = None
    institution: str = ""
    name: str = ""


def accounts(told: Told, story: StoryWords) -> list[ProposedAccount]:
    """Return the accounts of a meeting: an official publisher's own, the voices', the outlet's."""
    article, occurrence = story.article, told.answered.occurrence
    if article.is_official and article.home:
        own = [article.home]
        own_account = ProposedAccount(
            own, Attribution.STATEMENT, "", Extent.WHOLE, occurrence, evidence=[told.sentence.span]
        )
        proposed = [own_account]
    else:
        by_actor: dict[str, ProposedAccount] = {}
        for span in told.voices:
            if code := story.code_in(span) or _actor_of_speaker(span, story):
                by_actor.setdefault(code, _relayed(code, span, told, story))
        outlet = ProposedAccount([], Attribution.OUTLET, "", Extent.WHOLE, occurrence)
        proposed = list(by_actor.values()) or [outlet]
    proposed[0].topics = _topics(told, story)
    return proposed


def _actor_of_speaker(span: Span, story: StoryWords) -> str:
    figure = story.cast.named(keys_of(story.words_of(span)))
    return figure.actor if figure is not None else ""


def _relayed(code: str, span: Span, told: Told, story: StoryWords) -> ProposedAccount:
    words = story.words_of(span)
    attribution = Attribution.STATEMENT
    if rank_of(words, story.tongue) == "spokesperson":
        attribution = Attribution.SPOKESPERSON
    elif story.name_in(span) is not None:
        attribution = Attribution.NAMED_OFFICIAL
    official = "" if attribution == Attribution.STATEMENT else words
    return ProposedAccount(
        [code],
        attribution,
        official,
        Extent.RELAYED,
        told.answered.occurrence,
        evidence=[story.sentence_at(span).span],
    )


def _topics(told: Told, story: StoryWords) -> list[ProposedTopic]:
    topics: dict[str, ProposedTopic] = {}
    for span in told.topics[:MOST_TOPICS]:
        words, sentence = story.words_of(span), story.sentence_at(span).span
        topic = story.known(span, KnownTopic)
        if isinstance(topic, KnownTopic):
            term = "" if words.lower() == topic.name.lower() else words
            topics.setdefault(topic.name, ProposedTopic(topic.name, topic.key, term, sentence))
        else:
            topics.setdefault(words, ProposedTopic(words, None, "", sentence))
    return list(topics.values())


# Quotations


def speak(answered: AnsweredQuotation, story: StoryWords, standing: Standing) -> Spoken | None:
    """Return a quotation of an answer; None, noted, if it does not stand in the story."""
    span = standing.span_of(answered.quotation, "The quotation", LONG)
    speaker = standing.span_of(answered.speaker, "A quotation with the speaker") if span else None
    if span is None or speaker is None:
        return None
    words = shown(story.words_of(span))
    if not _is_quoted(span, story.article.text):
        standing.drop(f"The quotation “{words}”: it stands between no quotation marks")
        return None
    code = story.code_in(speaker)
    name = story.name_in(speaker)
    if name is None and code:
        return Spoken(span, None, code, story.words_of(speaker))
    person = story.name(name or speaker, "", "")
    if person is None:
        standing.drop(f"The quotation “{words}”: “{story.words_of(speaker)}” is no name")
        return None
    return Spoken(span, person.figure)


def _is_quoted(span: Span, text: str) -> bool:
    around = (Span(*match.span("words")) for match in QUOTED.finditer(text))
    return any(s.start <= span.start and span.end <= s.end for s in around)


def quotation(spoken: Spoken, story: StoryWords) -> ProposedQuotation:
    """Return the proposal for a quotation, whose speaker is known by now."""
    words, tag = story.words_of(spoken.span), story.article.language
    figure = spoken.figure
    if figure is None:
        return ProposedQuotation(
            words, spoken.name, None, spoken.institution, tag, evidence=[spoken.span]
        )
    known = figure.known
    name = known.name if known and len(figure.keys) < 2 else figure.name
    translated = story.is_read and not is_native(figure.actor, story.tongue)
    return ProposedQuotation(
        words, name, known.key if known else None, "", tag, translated, [spoken.span]
    )
