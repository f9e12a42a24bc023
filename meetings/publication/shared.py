"""Changes of shared things (a name, an office, a summit) that published meetings show.

Saving one changes the desk alone. ``effect_of`` says how many published meetings it alters;
``publish_shared`` then republishes them as versions of kind *update*: the cards in their
snapshots are exchanged and the rules applied anew. What editors have changed in those meetings
since is not touched and not published.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import F, Q, QuerySet

from meetings.models import Entry, Record, RecordLink, base, choices
from meetings.snapshot.cards import by_kind
from meetings.snapshot.read import read

from . import clock, entries, errors, publish, renewal
from .records import NewVersion, write_versions
from .references import resolve, with_published_cards
from .things.cards import card_of, detail_of, name_of, neighbours_of, references_of


@dataclass(frozen=True)
class Effect:
    """What publishing a shared thing's desk state would alter.

    ``unfinished`` says that an earlier release wrote the entry, and ``manage.py reproject`` has
    not yet added what this release says besides.
    """

    public: bool
    card_changed: bool
    records: int
    unfinished: bool = False

    @property
    def anything(self) -> bool:
        """Whether any public byte would change."""
        return self.public and (self.card_changed or self.records > 0)


def entry_of(thing: base.SharedThing) -> Entry | None:
    """Return the public entry of a desk row, if it has one."""
    kind, key = name_of(thing)
    return Entry.objects.filter(kind=kind, key=key).first()


def effect_of(thing: base.SharedThing) -> Effect:
    """Return how far the desk's state of ``thing`` and the public one differ. Writes nothing.

    A key that only this release writes is no difference.
    """
    entry = entry_of(thing)
    if entry is None:
        return Effect(public=False, card_changed=False, records=0)
    card = card_of(thing)
    if not renewal.agree(entry.card, card):
        return Effect(public=True, card_changed=True, records=records_showing(entry).count())
    detail = detail_of(thing)
    return Effect(
        public=True,
        card_changed=not renewal.agree(entry.detail, detail),
        records=0,
        unfinished=renewal.has_other_keys(entry, card, detail),
    )


def records_showing(entry: Entry) -> QuerySet[Record]:
    """Return the published records whose snapshot shows ``entry`` in any role."""
    return Record.objects.filter(
        Q(pk__in=entry.links.values("record_id")), state=choices.RecordState.PUBLISHED
    )


def record_shared_change(thing: base.SharedThing, user: User) -> Effect:
    """Count a change of a shared thing at the desk and flag it where the public differs.

    It is flagged as well where that cannot be told yet, because the entry lacks a key that this
    release writes: else ``manage.py reproject`` would take the change for what was public.
    """
    effect = effect_of(thing)
    waits = effect.anything or effect.unfinished
    type(thing)._base_manager.filter(pk=thing.pk).update(
        revision=F("revision") + 1,
        pending_update=waits,
        changed_by=user if waits else None,
    )
    thing.refresh_from_db(fields=["revision", "pending_update", "changed_by"])
    return effect


def publish_shared(thing: base.SharedThing, user: User | None) -> int:
    """Publish the desk's state of ``thing``; return how many meetings were republished.

    ``user`` is None for the register's own commands. The first batch is one transaction with
    the entry; should the process be stopped, ``finish_updates`` goes on after the last batch.
    Raises NotAllowed, OwnWork or NothingToPublish; then nothing was written.
    """
    publish.may_publish(
        user,
        "Only reviewers may change what published meetings show.",
        own_work="You made this change yourself; another reviewer has to publish it.",
        is_own=lambda reviewer: thing.changed_by_id == reviewer.pk,
    )
    with clock.public_change() as change:
        entry = _publish_entry(thing, change)
        done = _update_batch(entry.pk, user, change)
    return done + _update_all(entry.pk, user)


def publish_things(things: Sequence[base.SharedThing]) -> int:
    """Bring the entries of many things to the state of the desk; return how many changed.

    For reference data, which is public without any meeting. Where published meetings show an
    older state, they are republished as updates. What refers to something that is neither public
    nor among ``things`` is left at the desk.
    """
    things = _with_public_references(things)
    shown = _shown_differently(things)
    with clock.public_change() as change:
        entries.publish_entries([thing for thing in things if thing not in shown], change)
    for thing in shown:
        publish_shared(thing, None)
    return len(change.entries) + len(shown)


def finish_updates() -> int:
    """Go on with updates that were stopped half-way; return how many meetings were republished."""
    unfinished = list(Entry.objects.filter(updating=True).values_list("pk", flat=True))
    return sum(_update_all(entry_id, None) for entry_id in unfinished)


def _with_public_references(things: Sequence[base.SharedThing]) -> list[base.SharedThing]:
    names = {name_of(thing): thing for thing in things}
    references = {name: set(references_of(name[0], card_of(names[name]))) for name in names}
    public = set(entries.published_entries(set().union(*references.values()) - set(names)))
    while held := {name for name in names if not references[name] <= public | set(names)}:
        names = {name: thing for name, thing in names.items() if name not in held}
    return list(names.values())


def _shown_differently(things: Iterable[base.SharedThing]) -> list[base.SharedThing]:
    """Return the things whose public card says something else and stands in published meetings."""
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


def _publish_entry(thing: base.SharedThing, change: clock.PublicChange) -> Entry:
    """Publish the state of the desk, and mark the entry where meetings have to follow."""
    current = type(thing)._base_manager.select_for_update().get(pk=thing.pk)
    effect = effect_of(current)
    if not effect.anything:
        raise errors.NothingToPublish("The public record shows this already.")
    unpublished = resolve(neighbours_of(current)).unpublished
    entry = entries.publish_entries([*unpublished.values(), current], change)[name_of(current)]
    # From the first record on, also where an earlier update of the same thing is not finished.
    Entry.objects.filter(pk=entry.pk).update(
        updating=entry.updating or effect.records > 0, updating_after=0
    )
    type(thing)._base_manager.filter(pk=thing.pk).update(pending_update=False, changed_by=None)
    return entry


def _update_all(entry_id: int, user: User | None) -> int:
    """Republish batch after batch until no meeting shows the entry as it was before."""
    done = 0
    while Entry.objects.filter(pk=entry_id, updating=True).exists():
        with clock.public_change() as change:
            done += _update_batch(entry_id, user, change)
    return done


def _update_batch(entry_id: int, user: User | None, change: clock.PublicChange) -> int:
    """Republish those of the next ``BATCH`` records that show an older card; return how many.

    The position is kept with the entry, so each record is read once, however many batches there
    are and whoever goes on. A meeting that is published meanwhile shows the new card already.
    """
    entry = Entry.objects.get(pk=entry_id)
    if not entry.updating:
        return 0
    numbers = _next_records(entry)
    records = Record.objects.filter(pk__in=numbers, state=choices.RecordState.PUBLISHED)
    stale = _showing_older_card(records.select_related("version").order_by("pk"), entry)
    _republish(stale, entry, user, change)
    more = len(numbers) == publish.BATCH
    Entry.objects.filter(pk=entry_id).update(
        updating=more, updating_after=numbers[-1] if more else 0
    )
    return len(stale)


def _next_records(entry: Entry) -> list[int]:
    """Return the row numbers of the next ``BATCH`` records that show the entry, lowest first."""
    numbers: set[int] = set()
    # Role by role, so that the primary key of the links is read from the position on. In one query
    # all records that show the entry would be looked through again for each batch.
    for role in RecordLink.Role.values:
        links = entry.links.filter(role=role, record__gt=entry.updating_after)
        numbers.update(
            links.order_by("record_id").values_list("record_id", flat=True)[: publish.BATCH]
        )
    return sorted(numbers)[: publish.BATCH]


def _showing_older_card(records: Iterable[Record], entry: Entry) -> list[Record]:
    name = (entry.kind, entry.key)
    card = renewal.published_cards({name: entry})[name]
    return [
        record
        for record in records
        if record.version
        and by_kind(read(record.version)["entries"]).get(entry.kind, {}).get(entry.key) != card
    ]


def _republish(
    records: Sequence[Record], entry: Entry, user: User | None, change: clock.PublicChange
) -> None:
    """Give records a version with the same content and the cards published now."""
    versions = [record.version for record in records if record.version]
    snapshots, entry_ids = with_published_cards([read(version) for version in versions])
    note = f"{entry.get_kind_display()}: {entry.label}"[:500]
    editor_id = user.pk if user else None
    new = [
        NewVersion(record, snapshot, choices.VersionKind.UPDATE, note, editor_id)
        for record, snapshot in zip(records, snapshots, strict=True)
    ]
    write_versions(new, entry_ids, change)
