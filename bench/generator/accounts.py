"""Generate reports of a meeting: voices, occurrence, topics, statements."""

from random import Random

from meetings.models.choices import Attribution, Extent, Occurrence
from meetings.snapshot.shape import MeetingContent, ReportContent, StatementContent, TopicContent

from .dates import NONE_GIVEN, content_of
from .sources import Document
from .world import World

OFFICIAL = (Attribution.STATEMENT, Attribution.SPOKESPERSON, Attribution.NAMED_OFFICIAL)
NOBODYS = (Attribution.OUTLET, Attribution.ANONYMOUS, Attribution.STATEMENT)
EXTENTS = (Extent.WHOLE, Extent.EXCERPT, Extent.RELAYED)

_OUTCOMES = (
    Occurrence.HELD,
    Occurrence.ANNOUNCED,
    Occurrence.POSTPONED,
    Occurrence.CALLED_OFF,
    Occurrence.DENIED,
    Occurrence.DISPUTED,
)
_OUTCOME_SHARES = (93, 2.5, 1, 1.5, 1, 1)


def outcome(random: Random) -> str:
    """Return a random occurrence; mostly the meeting took place."""
    return random.choices(_OUTCOMES, _OUTCOME_SHARES)[0].value


def voices(random: Random, codes: list[str], number: int) -> list[list[str]]:
    """Return the voices of ``number`` reports: different actors, none for a third party.

    One meeting in ten has a joint text instead of accounts of its sides.
    """
    if len(codes) > 1 and random.random() < 0.1:
        return [sorted(codes), *([[]] if number > 1 else [])]
    sides = [[code] for code in random.sample(codes, min(number, len(codes)))]
    if number == 1:
        return [sides[0] if random.random() < 0.55 else []]
    if number > len(sides) or random.random() < 0.4:
        return [*sides[: number - 1], []]
    return sides


def reports(
    world: World,
    random: Random,
    content: MeetingContent,
    documents: list[Document],
    result: str,
    number: int,
) -> list[ReportContent]:
    """Return up to ``number`` reports of a meeting whose outcome is ``result``."""
    codes = list(dict.fromkeys(row["actor"] for row in content["participations"]))
    contents: list[ReportContent] = []
    for position, spoken in enumerate(voices(random, codes, number)):
        source_document = documents[position % len(documents)]
        account = _occurrence(result, position)
        contents.append(_report(world, random, content, source_document, spoken, account))
    return contents


def _occurrence(result: str, position: int) -> str:
    """Return the occurrence in the account at ``position``; a dispute needs two values."""
    if result != Occurrence.DISPUTED:
        return result
    return (Occurrence.HELD, Occurrence.DENIED)[position % 2].value


def _report(
    world: World,
    random: Random,
    content: MeetingContent,
    source_document: Document,
    spoken: list[str],
    occurrence: str,
) -> ReportContent:
    attribution = random.choice(OFFICIAL if spoken else NOBODYS)
    is_named = attribution == Attribution.NAMED_OFFICIAL
    own_date = random.random() < 0.05
    vocabulary = world.vocabulary
    return {
        "source": source_document.source.public_id,
        "voices": spoken,
        "extent": random.choices(EXTENTS, (35, 25, 40))[0].value,
        "attribution": attribution.value,
        "attributed_to": vocabulary.title(random, 3) if is_named else "",
        "occurrence": occurrence,
        "date": content_of(source_document.published.isoformat(), "") if own_date else NONE_GIVEN,
        "summary": vocabulary.sentence(random, 10) if random.random() < 0.3 else "",
        "capture": source_document.captured,
        "topics": _topics(world, random),
        "statements": _statements(world, random, content),
    }


def _topics(world: World, random: Random) -> list[TopicContent]:
    number = random.choices(range(7), (16, 26, 24, 16, 10, 5, 3))[0]
    vocabulary = world.vocabulary
    return [
        {
            "topic": topic,
            "says": vocabulary.sentence(random, random.randint(5, 14)),
            "term_used": vocabulary.title(random, 2) if random.random() < 0.15 else "",
        }
        for topic in dict.fromkeys(world.topics.draw(random) for _ in range(number))
    ]


def _statements(world: World, random: Random, content: MeetingContent) -> list[StatementContent]:
    number = random.choices((0, 1, 2), (80, 15, 5))[0]
    statements: list[StatementContent] = []
    for _ in range(number):
        speaker = random.choice(content["participations"])
        statements.append(
            {
                "person": speaker["person"],
                "actor": None if speaker["person"] else speaker["actor"],
                "text": world.vocabulary.sentence(random, random.randint(6, 16)),
                "language": "en",
                "translated": random.random() < 0.5,
            }
        )
    return statements
