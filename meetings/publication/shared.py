"""Changes of shared things (a name, an office, a summit) that published meetings show.

Saving one changes the desk alone. ``effect_of`` says how many published meetings it alters;
``publish_shared`` then republishes them as versions of kind *update*: the cards in their
snapshots are exchanged and the rules applied anew. What editors have changed in those meetings
since is not touched and not published.
"""

import copy
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import F, Q, QuerySet

from meetings.models import Entry, Record
from meetings.models.base import SharedThing
from meetings.models.choices import RecordState, VersionKind
from meetings.snapshot.cards import by_kind
from meetings.snapshot.shape import Snapshot

from .clock import PublicChange, public_change
from .entries import publish_entries, published_cards
from .errors import NotAllowed, NothingToPublish, OwnWork
from .publish import add_version
from .records import write_record
from .references import resolve
from .rules.derive import derive
from .things.cards import Name, card_of, detail_of, name_of, neighbours_of, references_of

# Design section 2: bulk work commits in batches, so that readers and editors never wait long.
BATCH = 100


@dataclass(frozen=True)
class Effect:
    """What publishing a shared thing's desk state would alter."""

    public: bool
    card_changed: bool
    records: int

    @property
    def anything(self) -> bool:
        """Whether any public byte would change."""
        return self.public and (self.card_changed or self.records > 0)


def entry_of(thing: SharedThing) -> Entry | None:
    """Return the public entry of a desk row, if it has one."""
    kind, key = name_of(thing)
    return Entry.objects.filter(kind=kind, key=key).first()


def effect_of(thing: SharedThing) -> Effect:
    """Return how far the desk's state of ``thing`` and the public one differ. Writes nothing."""
    entry = entry_of(thing)
    if entry is None:
        return Effect(public=False, card_changed=False, records=0)
    if entry.card == card_of(thing):
        return Effect(public=True, card_changed=entry.detail != detail_of(thing), records=0)
    return Effect(public=True, card_changed=True, records=records_showing(entry).count())


def records_showing(entry: Entry) -> QuerySet[Record]:
    """Return the published records whose snapshot shows ``entry`` in any role."""
    return Record.objects.filter(
        Q(pk__in=entry.links.values("record_id")), state=RecordState.PUBLISHED
    )


def record_shared_change(thing: SharedThing, user: User) -> Effect:
    """Count a change of a shared thing at the desk and flag it where the public differs."""
    effect = effect_of(thing)
    type(thing)._base_manager.filter(pk=thing.pk).update(
        revision=F("revision") + 1,
        pending_update=effect.anything,
        changed_by=user if effect.anything else None,
    )
    thing.refresh_from_db(fields=["revision", "pending_update", "changed_by"])
    return effect


def publish_shared(thing: SharedThing, user: User | None) -> int:
    """Publish the desk's state of ``thing``; return how many meetings were republished.

    ``user`` is None for the register's own commands. The first batch is one transaction with
    the entry; what is left is found again by ``finish_updates`` should the process be stopped.
    Raises NotAllowed, OwnWork or NothingToPublish; then nothing was written.
    """
    _may_publish(thing, user)
    with public_change() as change:
        entry = _publish_entry(thing, change)
        done = _update_batch(entry, user, change)
    while done and Entry.objects.filter(pk=entry.pk, updating=True).exists():
        with public_change() as change:
            done += _update_batch(entry, user, change)
    return done


def finish_updates() -> int:
    """Go on with updates that were stopped half-way; return how many meetings were republished."""
    done = 0
    for entry in Entry.objects.filter(updating=True):
        while Entry.objects.filter(pk=entry.pk, updating=True).exists():
            with public_change() as change:
                done += _update_batch(entry, None, change)
    return done


def _may_publish(thing: SharedThing, user: User | None) -> None:
    if user is None:
        return
    if not user.has_perm("meetings.publish_meeting"):
        raise NotAllowed("Only reviewers may change what published meetings show.")
    alone = settings.SIDELINES_TEAM_TOO_SMALL_FOR_TWO
    if thing.changed_by_id == user.pk and not alone:
        raise OwnWork("You made this change yourself; another reviewer has to publish it.")


def _publish_entry(thing: SharedThing, change: PublicChange) -> Entry:
    current = type(thing)._base_manager.select_for_update().get(pk=thing.pk)
    if not effect_of(current).anything:
        raise NothingToPublish("The public record shows this already.")
    _, unpublished = resolve(neighbours_of(current))
    entry = publish_entries([*unpublished.values(), current], change)[name_of(current)]
    Entry.objects.filter(pk=entry.pk).update(updating=True)
    type(thing)._base_manager.filter(pk=thing.pk).update(pending_update=False, changed_by=None)
    return entry


def _update_batch(entry: Entry, user: User | None, change: PublicChange) -> int:
    """Republish up to ``BATCH`` meetings that still show the entry as it was before."""
    done = 0
    for record in _stale_records(entry):
        if done == BATCH:
            return done
        _update_record(record, entry, user, change)
        done += 1
    Entry.objects.filter(pk=entry.pk).update(updating=False)
    return done


def _stale_records(entry: Entry) -> list[Record]:
    """Return up to ``BATCH`` + 1 records whose current snapshot holds an older card."""
    stale: list[Record] = []
    rows = records_showing(entry).select_related("version").order_by("pk")
    for record in rows.iterator(chunk_size=BATCH):
        version = record.version
        if version and version.snapshot["entries"][entry.kind].get(entry.key) != entry.card:
            stale.append(record)
        if len(stale) > BATCH:
            break
    return stale


def _update_record(record: Record, entry: Entry, user: User | None, change: PublicChange) -> None:
    assert record.version is not None  # noqa: S101 - a published record has a version
    snapshot = renewed(record.version.snapshot, entry)
    note = f"{entry.get_kind_display()}: {entry.label}"[:500]
    version = add_version(record, snapshot, VersionKind.UPDATE, note, user)
    write_record(record, version, change)


def renewed(snapshot: Snapshot, entry: Entry) -> Snapshot:
    """Return ``snapshot`` with the published card of ``entry``, and all it now refers to."""
    new = copy.deepcopy(snapshot)
    entries = by_kind(new["entries"])
    waiting: dict[Name, None] = {(entry.kind, entry.key): None}
    while waiting:
        cards = published_cards(waiting)
        for (kind, key), card in cards.items():
            entries.setdefault(kind, {})[key] = card
        referred = [name for (kind, _), card in cards.items() for name in references_of(kind, card)]
        waiting = {name: None for name in referred if name[1] not in entries.get(name[0], {})}
    new["derived"] = derive(new["content"], new["entries"])
    return new
