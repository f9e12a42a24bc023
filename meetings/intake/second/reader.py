"""The second reader: a language model proposes, the story and the gazetteer decide what stays.

Whatever goes wrong, the rules answer: nobody waits for a model in vain.
"""

import logging

from meetings.intake import reader as rules
from meetings.intake.describing.mentions import mentions_in
from meetings.intake.describing.proposing import share
from meetings.intake.gazetteer import Gazetteer
from meetings.intake.page.reading import article_of
from meetings.intake.proposal import ProposedMeeting, Reader, Reading
from meetings.intake.register import current

from . import accounts, asking, endpoint
from .answer import Answer, answer_of
from .endpoint import Endpoint
from .errors import NoAnswer
from .resolving import Resolver
from .standing import Standing
from .words import StoryWords

logger = logging.getLogger(__name__)


def read_with_model(
    gazetteer: Gazetteer,
    text: str,
    place: Endpoint,
    *,
    url: str = "",
    title: str = "",
    published: str = "",
) -> Reading:
    """Return what the model at ``place`` proposes for a story; what the rules do, if it fails.

    ``Reading.reader`` says which of them it was, and ``Reading.notes`` why, and what of the
    answer was dropped. The text is sent to the endpoint; nothing is saved.
    """
    given = {"url": url, "title": title, "published": published}
    try:
        reading = _read(gazetteer, text, place, given)
    except NoAnswer as refusal:
        logger.warning("The second reader gave no answer: %s", refusal)
        reading = rules.read_with(gazetteer, text, **given)
        detail = f" ({refusal.detail})" if refusal.detail else ""
        reading.notes.insert(0, _instead(place, f"{refusal}{detail}"))
    except Exception:  # a fault of ours in handling what a model wrote
        logger.exception("The second reader failed.")
        reading = rules.read_with(gazetteer, text, **given)
        reading.notes.insert(0, _instead(place, "its answer could not be used"))
    reading.notes = [_without_key(note, place) for note in reading.notes]
    return reading


def _without_key(sentence: str, place: Endpoint) -> str:
    """Return a sentence without the key, which a server may say as if it were of the story."""
    return sentence.replace(place.key, "…") if place.key else sentence


def _instead(place: Endpoint, reason: str) -> str:
    return f"No answer of the second reader ({place.model}): {reason}. The rules read this story."


def _read(gazetteer: Gazetteer, text: str, place: Endpoint, given: dict[str, str]) -> Reading:
    article = article_of(text, gazetteer, **given)
    content = endpoint.ask(place, asking.messages(article), asking.answer_schema())
    standing = Standing(text, article.body)
    reading = Reading(
        reader=Reader.MODEL,
        model=place.model,
        language=article.language,
        source=article.source,
        body=article.body,
        notes=list(article.notes),
    )
    _propose(reading, answer_of(content), StoryWords(article, gazetteer), standing)
    reading.notes.extend(standing.notes())
    reading.mentions = mentions_in(gazetteer, text, article.body)
    return reading


def _propose(reading: Reading, answer: Answer, story: StoryWords, standing: Standing) -> None:
    """Fill in meetings and quotations: all names first, so that it is known who is who."""
    resolver = Resolver(story, standing)
    all_told = [told for meeting in answer.meetings if (told := resolver.tell(meeting))]
    spoken = [said for part in answer.quotations if (said := accounts.speak(part, story, standing))]
    seen: set[object] = set()
    for told, meeting in zip(all_told, resolver.describe(all_told), strict=True):
        if reason := _is_none(meeting, seen):
            names = ", ".join(p.name or p.title or p.actor for p in meeting.participants)
            standing.drop(f"A meeting ({names}): {reason}")
            continue
        meeting.accounts = accounts.accounts(told, story)
        reading.meetings.append(meeting)
    quotations = {said.span: accounts.quotation(said, story) for said in spoken}
    reading.quotations = share(list(quotations.values()), reading.meetings)


def _is_none(meeting: ProposedMeeting, seen: set[object]) -> str:
    """Return why a proposal is no meeting of its own, "" if it is one, which is then seen."""
    people = frozenset(
        (p.person, "" if p.person else p.name, p.actor) for p in meeting.participants
    )
    actors = {actor for *_, actor in people}
    if len(actors) == 1 and actors != {""}:
        return "all speak for the same country"
    mark = (people, meeting.date, meeting.date_words, meeting.channel, meeting.background)
    if mark in seen:
        return "the answer has it already"
    seen.add(mark)
    return ""


def read_story(text: str, *, url: str = "", title: str = "", published: str = "") -> Reading:
    """Return what the second reader of this installation proposes, with the register as it is.

    Raises NoAnswer if the installation names no endpoint.
    """
    place = endpoint.of_settings()
    if place is None:
        raise NoAnswer("STORY_MODEL_URL and STORY_MODEL_NAME name no endpoint")
    given = {"url": url, "title": title, "published": published}
    return read_with_model(current(), text, place, **given)
