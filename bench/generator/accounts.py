"""What the accounts in a document say of a meeting: voices, occurrence, topics, words."""

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
    """Return whether a meeting took place; mostly it did."""
    return random.choices(_OUTCOMES, _OUTCOME_SHARES)[0].value


def voices(random: Random, codes: list[str], number: int) -> list[str | None]:
    """Return whose accounts ``number`` reports are: different ones, None for a third party."""
    sides = random.sample(codes, min(number, len(codes)))
    if number == 1:
        return [sides[0] if random.random() < 0.55 else None]
    if number > len(sides) or random.random() < 0.4:
        return [*sides[: number - 1], None]
    return [*sides]


def reports(
    world: World,
    random: Random,
    content: MeetingContent,
    documents: list[Document],
    result: str,
    number: int,
) -> list[ReportContent]:
    """Return up to ``number`` reports of a meeting whose outcome is ``result``."""
    codes = list(dict.fromkeys(one["actor"] for one in content["participations"]))
    found: list[ReportContent] = []
    for position, voice in enumerate(voices(random, codes, number)):
        told = documents[position % len(documents)]
        said = _occurrence(result, position)
        found.append(_report(world, random, content, told, voice, said))
    return found


def _occurrence(result: str, position: int) -> str:
    """Return what the account at ``position`` says; two have to differ for a dispute."""
    if result != Occurrence.DISPUTED:
        return result
    return (Occurrence.HELD, Occurrence.DENIED)[position % 2].value


def _report(
    world: World,
    random: Random,
    content: MeetingContent,
    told: Document,
    voice: str | None,
    occurrence: str,
) -> ReportContent:
    attribution = random.choice(OFFICIAL if voice else NOBODYS)
    named = attribution == Attribution.NAMED_OFFICIAL
    own_date = random.random() < 0.05
    vocabulary = world.vocabulary
    return {
        "source": told.source.public_id,
        "voice": voice,
        "extent": random.choices(EXTENTS, (35, 25, 40))[0].value,
        "attribution": attribution.value,
        "attributed_to": vocabulary.title(random, 3) if named else "",
        "occurrence": occurrence,
        "date": content_of(told.published.isoformat(), "") if own_date else NONE_GIVEN,
        "summary": vocabulary.sentence(random, 10) if random.random() < 0.3 else "",
        "capture": told.captured,
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
