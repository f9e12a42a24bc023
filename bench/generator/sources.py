"""Generate the documents that report meetings, as unsaved rows of the desk."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from random import Random

from meetings.models import Capture, Publisher, Source
from meetings.models.choices import EntryKind
from meetings.publication.things.cards import Name, card_of, references_of
from meetings.snapshot.cards import Card
from meetings.snapshot.shape import CaptureContent

from .world import World

LANGUAGES = ("en", "fr", "ru", "zh-Hans", "es", "ar", "de")
LANGUAGE_SHARES = (62, 10, 8, 7, 6, 4, 3)


@dataclass(frozen=True, slots=True)
class Document:
    """A source, and its capture if there is one (with the source's row number)."""

    source: Source
    card: Card
    published: date
    capture: Capture | None

    @property
    def shows(self) -> list[Name]:
        """Return the things that the card refers to."""
        return list(references_of(EntryKind.SOURCE, self.card))

    @property
    def captured(self) -> CaptureContent | None:
        """Return the public content of the capture."""
        capture = self.capture
        if capture is None:
            return None
        return {
            "taken": capture.taken.isoformat(),
            "sha256": capture.sha256,
            "archive_url": capture.archive_url,
            "excerpt": capture.excerpt,
        }


def document(
    world: World,
    random: Random,
    number: int,
    public_id: str,
    published: date,
    codes: list[str],
) -> Document:
    """Return source ``number``, by a publisher of one of ``codes`` or by the press."""
    publisher = _publisher(world, random, codes)
    via: Publisher | None = None
    if publisher.actor is None and publisher.kind == "press" and random.random() < 0.3:
        via = world.agencies.draw(random)
    source = Source(
        id=number,
        public_id=public_id,
        publisher=publisher,
        title=world.vocabulary.title(random, random.randint(5, 10)),
        url=f"https://{publisher.slug}.example/{published.year}/{public_id.lower()}",
        published=published.isoformat(),
        published_earliest=published,
        published_latest=published,
        language=random.choices(LANGUAGES, LANGUAGE_SHARES)[0],
        via=via,
    )
    source.search_text = source.folded_names()
    capture = _capture(world, random, source, published) if random.random() < 0.04 else None
    return Document(source, card_of(source), published, capture)


def _publisher(world: World, random: Random, codes: list[str]) -> Publisher:
    official = [row for code in codes for row in world.official.get(code, ())]
    if official and random.random() < 0.35:
        return random.choice(official)
    publisher: Publisher = world.press.draw(random)
    return publisher


def _capture(world: World, random: Random, source: Source, published: date) -> Capture:
    text = " ".join(world.vocabulary.sentence(random, 15) for _ in range(8))
    return Capture(
        id=source.pk,
        source=source,
        taken=datetime.combine(published, time(12, 30), UTC),
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        archive_url=f"https://archive.example/{source.public_id.lower()}",
        excerpt=text[:200],
    )
