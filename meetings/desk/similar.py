"""Documents that are nearly the same text: the same story pasted again, or printed by others.

A text is sketched by the smallest hashes of its phrases of five words (Broder, “On the resemblance
and containment of documents”, 1997): how many two sketches share estimates how many phrases the
texts share.
"""

import datetime
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils import timezone

from meetings.models import Capture, Source, Story
from meetings.text import fold

_PHRASE = 5  # words
_SKETCH = 64  # hashes
# Scripts without spaces are compared by characters.
_LONGEST_WORD = 15
# What is left of a story in another page's furniture; two stories of one event share far less.
NEARLY_THE_SAME = 0.5
_DAYS = datetime.timedelta(days=120)
_MOST_CAPTURES = 300


@dataclass(frozen=True)
class Similar:
    """A source with nearly the same text, and the share of phrases in common (0 to 1)."""

    source: Source
    likeness: float


def sketch(text: str) -> list[int]:
    """Return the sketch of a text; [] for one of fewer than five words."""
    folded = fold(text)
    words: Sequence[str] = folded.split()
    if len(folded) > _LONGEST_WORD * len(words):
        words = folded.replace(" ", "")
    phrases = {" ".join(words[at : at + _PHRASE]) for at in range(len(words) - _PHRASE + 1)}
    return sorted({zlib.crc32(phrase.encode()) for phrase in phrases})[:_SKETCH]


def likeness(first: Sequence[int], second: Sequence[int]) -> float:
    """Return the estimated share of phrases that two sketched texts have in common."""
    if not first or not second:
        return 0.0
    smallest = sorted({*first, *second})[: min(_SKETCH, max(len(first), len(second)))]
    common = {*first} & {*second} & {*smallest}
    return len(common) / len(smallest)


def similar_sources(text_sketch: Sequence[int]) -> list[Similar]:
    """Return the sources entered in the last months with nearly the same text, the likest first."""
    best: dict[int, float] = {}
    for key, other in _sketches():
        best[key] = max(best.get(key, 0.0), likeness(text_sketch, other))
    near = {key: share for key, share in best.items() if share >= NEARLY_THE_SAME}
    sources = Source.objects.select_related("publisher").in_bulk(near)
    return sorted(
        (Similar(sources[key], near[key]) for key in near if key in sources),
        key=lambda similar: (-similar.likeness, similar.source.pk),
    )


def _sketches() -> Iterator[tuple[int, list[int]]]:
    """Yield the keys of sources with the sketches of their texts."""
    since = timezone.now() - _DAYS
    stories = Story.objects.filter(received__gte=since, source__isnull=False)
    yield from stories.values_list("source_id", "sketch")
    captures = Capture.objects.filter(taken__gte=since, source__stories=None).exclude(text="")
    rows = captures.order_by("-taken").values_list("source_id", "text")
    yield from ((key, sketch(text)) for key, text in islice(rows.iterator(), _MOST_CAPTURES))
