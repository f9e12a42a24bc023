"""Write searchable texts again where they are not what the rules of today make of them.

The rules (``meetings.tokens``, ``searchable``, the stemmer) change with a release, not with a
publication: so the clock stands still, and versions stay as they are.
"""

from meetings.models import Record, RecordText
from meetings.models.choices import RecordState
from meetings.tokens import SearchText

from .clock import public_change
from .searchable import search_text_of

_BATCH = 200


def rewrite_texts() -> int:
    """Bring the searchable text of every published meeting up to date; return how many changed."""
    changed, last = 0, 0
    while batch := _next_batch(last):
        last = batch[-1]
        changed += _rewrite(batch)
    return changed


def _next_batch(after: int) -> list[int]:
    published = Record.objects.filter(state=RecordState.PUBLISHED, pk__gt=after)
    return list(published.order_by("pk").values_list("pk", flat=True)[:_BATCH])


def _rewrite(batch: list[int]) -> int:
    # Under the lock of public changes: nobody publishes another version meanwhile.
    with public_change():
        published = Record.objects.filter(pk__in=batch, state=RecordState.PUBLISHED)
        wanted = {
            pk: search_text_of(snapshot)
            for pk, snapshot in published.values_list("pk", "version__snapshot")
        }
        rows = RecordText.objects.filter(pk__in=wanted).values_list("pk", "head", "body")
        stored = {pk: SearchText(head, body) for pk, head, body in rows}
        stale = {pk: text for pk, text in wanted.items() if stored.get(pk) != text}
        RecordText.objects.write(stale)
    return len(stale)
