"""Publish many shared things at once, for the register's own commands: reference data."""

from collections.abc import Iterable, Sequence

from meetings.models import RecordLink, base, choices

from . import clock, editors, entries, errors, renewal
from .shared import publish_shared, published_with
from .things.cards import card_of, name_of, references_of


def publish_things(things: Sequence[base.SharedThing]) -> int:
    """Bring the entries of many things to the state of the desk; return how many changed.

    For reference data, which is public without any meeting. Published meetings that show an older
    state are republished as updates. A thing that refers to something neither public nor among
    ``things`` stays at the desk, and so does one that was changed since it was read: a reviewer
    has to see that change.
    """
    things = _with_public_references(things)
    shown = _shown_differently(things)
    others = [thing for thing in things if thing not in shown]
    with clock.public_change() as change:
        as_read = editors.lock_as_read(others)
        if len(as_read) < len(others):
            as_read = _with_public_references(as_read)
        entries.publish_entries(as_read, change)
    return len(change.entries) + sum(_publish_as_read(thing) for thing in shown)


def _publish_as_read(thing: base.SharedThing) -> bool:
    """Publish a thing unless it was changed since it was read; return whether it was published."""
    try:
        publish_shared(thing, None, things=editors.fingerprint(published_with(thing)))
    except errors.StaleEdit:
        return False
    return True


def _with_public_references(things: Sequence[base.SharedThing]) -> list[base.SharedThing]:
    things_by_name = {name_of(thing): thing for thing in things}
    references = {
        name: set(references_of(name[0], card_of(things_by_name[name]))) for name in things_by_name
    }
    public = set(entries.published_entries(set().union(*references.values()) - set(things_by_name)))
    public |= things_by_name.keys()
    while unresolved := {name for name in things_by_name if not references[name] <= public}:
        public -= unresolved
        things_by_name = {
            name: thing for name, thing in things_by_name.items() if name not in unresolved
        }
    return list(things_by_name.values())


def _shown_differently(things: Iterable[base.SharedThing]) -> list[base.SharedThing]:
    """Return the things whose public card differs and stands in published meetings."""
    rows = {name_of(thing): thing for thing in things}
    changed = {
        entry.pk: rows[name]
        for name, entry in entries.published_entries(rows).items()
        if not renewal.agree(entry.card, card_of(rows[name]))
    }
    links = RecordLink.objects.filter(
        entry__in=changed, record__state=choices.RecordState.PUBLISHED
    )
    return [changed[pk] for pk in sorted(set(links.values_list("entry_id", flat=True)))]
