"""Generate meetings in chunks; a chunk depends only on the seed and its number.

A chunk holds stories of one to four meetings on the same days, reported by the same documents.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from meetings.models import Summit
from meetings.models.choices import Channel, Occurrence, Setting
from meetings.snapshot.cards import DateContent
from meetings.snapshot.shape import MeetingContent, Snapshot

from .accounts import outcome, reports
from .dates import NO_DATE, date_of
from .identifiers import Identifiers
from .participants import Participants, actors_on, number_of_sides
from .setting import FIRST_DAY, LAST_DAY
from .snapshots import snapshot_of
from .sources import Document, document
from .world import World

MEETINGS = 2_000
# Size of a story -> number of stories in a chunk: 1,000 stories, 2,000 meetings.
STORIES = {1: 450, 2: 250, 3: 150, 4: 150}
# One story in four is reported by two documents: 1,250 sources.
SOURCES = 1_250
# Reports of a meeting -> number of meetings in a chunk: 2,760 reports.
REPORTS = {1: 1_340, 2: 560, 3: 100}
REPORTS_AT_MOST = sum(number * share for number, share in REPORTS.items())

CHANNELS = (Channel.IN_PERSON, Channel.CALL, Channel.VIDEO)
SETTINGS = (Setting.TALKS, Setting.BRIEF, Setting.MEAL, Setting.RECEPTION, Setting.CEREMONY)


@dataclass(slots=True)
class Story:
    """Data that the meetings of a story share."""

    day: date
    summit: Summit | None
    documents: list[Document]


@dataclass(slots=True)
class Made:
    """A generated meeting, and the row numbers that are not part of its content."""

    index: int
    snapshot: Snapshot
    tenures: list[int | None]


def chunk(world: World, number: int, total: int) -> Iterator[tuple[list[Document], list[Made]]]:
    """Yield the stories of chunk ``number`` of a register of ``total`` meetings."""
    maker = _Maker(world, number, total)
    random = maker.random
    sizes = _spread(random, STORIES)
    report_counts = _spread(random, REPORTS)
    told_twice = set(random.sample(range(len(sizes)), SOURCES - len(sizes)))
    first, source = number * MEETINGS, number * SOURCES
    for position, size in enumerate(sizes):
        indexes = range(first, min(first + size, total))
        if not indexes:
            return
        sources = range(source, source + 1 + (position in told_twice))
        counts = [report_counts[index - number * MEETINGS] for index in indexes]
        yield maker.story(indexes, sources, counts)
        first, source = indexes.stop, sources.stop


def _spread(random: Random, shares: dict[int, int]) -> list[int]:
    values = [value for value, share in shares.items() for _ in range(share)]
    random.shuffle(values)
    return values


class _Maker:
    """Makes the stories of one chunk."""

    def __init__(self, world: World, number: int, total: int) -> None:
        self.world, self.total = world, total
        self.random = Random(f"{world.seed}:chunk:{number}")
        self.meeting_id = Identifiers(world.seed, "meeting")
        self.source_id = Identifiers(world.seed, "source")

    def story(
        self, indexes: range, sources: range, report_counts: list[int]
    ) -> tuple[list[Document], list[Made]]:
        """Return the documents and meetings of one story."""
        random, story = self.random, self._occasion(indexes.start)
        actors = [
            actors_on(self.world, random, number_of_sides(random), story.day) for _ in indexes
        ]
        codes = [actor.code for actor in actors[0]]
        for number in sources:
            published = story.day + timedelta(days=random.choices((0, 1, 2, 9), (50, 35, 12, 3))[0])
            identifier = self.source_id(number)
            source_document = document(self.world, random, number + 1, identifier, published, codes)
            story.documents.append(source_document)
        meetings = []
        for index, count, meeting_actors in zip(indexes, report_counts, actors, strict=True):
            people = Participants(self.world, random, meeting_actors, story.day)
            meetings.append(self._meeting(index, story, people, count))
        return story.documents, meetings

    def _occasion(self, index: int) -> Story:
        """Return day and summit of a story; half are entered as they happen, half later."""
        random = self.random
        if random.random() < 0.16:
            summit: Summit = self.world.summits.draw(random)
            first = max(summit.date_earliest or FIRST_DAY, FIRST_DAY)
            last = min(summit.date_latest or first, first + timedelta(days=14))
            days = max(0, (last - first).days)
            return Story(first + timedelta(days=random.randint(0, days)), summit, [])
        share = random.random()
        if random.random() < 0.5:
            share = index / self.total + random.gauss(0, 0.005)
        return Story(self.world.day_at(min(max(share, 0.0), 1.0)), None, [])

    def _meeting(self, index: int, story: Story, people: Participants, count: int) -> Made:
        random, summit = self.random, story.summit
        channel = self._channel(story)
        place = self._place(story, people, channel)
        many = len(people.contents) > 3
        content: MeetingContent = {
            "checked": True,
            "title": self.world.vocabulary.title(random, 5) if random.random() < 0.02 else "",
            "date": self._date(story),
            "channel": channel.value,
            "setting": self._setting(many=many).value,
            "place": place,
            "summit": summit.slug if summit else None,
            "sidelines": bool(summit) and not many,
            "summary": self._summary(),
            "replaces": None,
            "occurrence_override": "",
            "occurrence_note": "",
            "participations": people.contents,
            "reports": [],
        }
        self._tell(content, story, count)
        snapshot = snapshot_of(self.world, self.meeting_id(index), content, story.documents)
        return Made(index, snapshot, people.tenures)

    def _tell(self, content: MeetingContent, story: Story, count: int) -> None:
        result = outcome(self.random)
        if result == Occurrence.DISPUTED and count == 1:
            content["occurrence_override"] = result
            content["occurrence_note"] = self.world.vocabulary.sentence(self.random, 6)
        if result == Occurrence.ANNOUNCED and self.random.random() < 0.2:
            content["date"] = NO_DATE
        content["reports"] = reports(
            self.world, self.random, content, story.documents, result, count
        )

    def _channel(self, story: Story) -> Channel:
        if story.summit is not None:
            return Channel.IN_PERSON
        calls = 20 if story.day.year >= 1963 else 1
        videos = 7 if story.day.year >= 2015 else 0
        return self.random.choices(CHANNELS, (76, calls, videos))[0]

    def _setting(self, *, many: bool) -> Setting:
        if many and self.random.random() < 0.7:
            return Setting.PLENARY
        return self.random.choices(SETTINGS, (72, 11, 9, 4, 4))[0]

    def _place(self, story: Story, people: Participants, channel: Channel) -> str | None:
        """Return the key of the place, and mark its state as host if it takes part."""
        if channel != Channel.IN_PERSON or self.random.random() < 0.03:
            return None
        summit = story.summit
        if summit is not None:
            place: str | None = self.world.cards["summit", summit.slug]["place"]
        else:
            place = self._place_of_one([row["actor"] for row in people.contents[:3]])
        if place is not None:
            people.host(self.world.state_of(place, story.day))
        return place

    def _place_of_one(self, codes: list[str]) -> str | None:
        with_places = [code for code in codes if code in self.world.places]
        if not with_places:
            return None
        return str(self.world.places[self.random.choice(with_places)].draw(self.random))

    def _date(self, story: Story) -> DateContent:
        first = story.summit.date_earliest if story.summit else None
        day = min(story.day, LAST_DAY)
        return date_of(self.random, day, story.documents[0].published, first)

    def _summary(self) -> str:
        if self.random.random() < 0.4:
            return ""
        number = self.random.randint(1, 3)
        return " ".join(
            self.world.vocabulary.sentence(self.random, self.random.randint(6, 16))
            for _ in range(number)
        )
