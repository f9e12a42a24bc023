"""Publish many shared things at once: reference data, which is public without any meeting."""

from collections.abc import Sequence

from meetings.models import RecordLink
from meetings.models.base import SharedThing
from meetings.models.choices import RecordState

from .clock import public_change
from .entries import publish_entries, published_entries
from .shared import publish_shared
from .things.cards import card_of, name_of, references_of


def publish_things(things: Sequence[SharedThing]) -> int:
    """Bring the entries of ``things`` to the state of the desk; return how many changed.

    Where published meetings show an older state, they are republished as updates. What refers
    to something that is neither public nor among ``things`` is left at the desk.
    """
    things = _with_public_references(things)
    shown = _shown_differently(things)
    with public_change() as change:
        publish_entries([thing for thing in things if thing not in shown], change)
    for thing in shown:
        publish_shared(thing, None)
    return len(change.entries) + len(shown)


def _with_public_references(things: Sequence[SharedThing]) -> list[SharedThing]:
    names = {name_of(thing): thing for thing in things}
    references = {name: set(references_of(name[0], card_of(names[name]))) for name in names}
    public = set(published_entries(set().union(*references.values()) - set(names)))
    while held := {name for name in names if not references[name] <= public | set(names)}:
        names = {name: thing for name, thing in names.items() if name not in held}
    return list(names.values())


def _shown_differently(things: Sequence[SharedThing]) -> list[SharedThing]:
    """Return the things whose public card differs and stands in published meetings."""
    entries = published_entries(map(name_of, things))
    changed = {
        entry.pk: thing
        for thing in things
        if (entry := entries.get(name_of(thing))) is not None and entry.card != card_of(thing)
    }
    links = RecordLink.objects.filter(entry__in=changed, record__state=RecordState.PUBLISHED)
    return [changed[pk] for pk in sorted(set(links.values_list("entry_id", flat=True)))]
