"""Snapshots as they were frozen once, and a register that holds them."""

import copy
import json
from pathlib import Path
from typing import Any

from meetings.identifiers import new_public_id
from meetings.models import Address, Entry, Record, Version
from meetings.models.choices import VersionKind
from meetings.publication.clock import public_change
from meetings.publication.entries import entry_ids
from meetings.publication.records import NewVersion, write_versions
from meetings.publication.things.cards import label_of, sort_label_of
from meetings.snapshot.read import read_stored
from meetings.text import fold_all

# One folder for each number of the schema ever used; what is in them stays for ever.
FOLDERS = sorted(Path(__file__).parent.glob("schema_*"))
FILES = [path for folder in FOLDERS for path in sorted(folder.glob("*.json"))]
WITHDRAWN = "withdrawn"
SHOWN = [path for path in FILES if path.stem != WITHDRAWN]


def stored(path: Path) -> dict[str, Any]:
    """Return a frozen snapshot, as its version holds it."""
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def publish_frozen(snapshot: dict[str, Any]) -> Record:
    """Return the record of a meeting whose current version froze ``snapshot``."""
    # Two fixtures may be of one meeting.
    snapshot = {**copy.deepcopy(snapshot), "public_id": new_public_id()}
    present = read_stored(snapshot)
    with public_change() as change:
        for kind, cards in snapshot["entries"].items():
            for key, card in cards.items():
                _publish_entry(kind, key, card)
        names = [(kind, key) for kind, cards in snapshot["entries"].items() for key in cards]
        new = NewVersion(None, present, VersionKind.FIRST)
        (version,) = write_versions([new], entry_ids(names), change)
    # As an earlier release stored it.
    Version.objects.filter(pk=version.pk).update(snapshot=snapshot, schema=snapshot["schema"])
    return version.record


def _publish_entry(kind: str, key: str, card: dict[str, Any]) -> None:
    entry, is_new = Entry.objects.get_or_create(
        kind=kind,
        key=key,
        defaults={
            "label": label_of(kind, card),
            "sort_label": sort_label_of(kind, card),
            "card": card,
            "detail": _DETAILS.get(kind, {}),
            "search_text": fold_all([label_of(kind, card)]),
        },
    )
    if is_new:
        Address.objects.create(kind=kind, key=key, entry=entry)


_DETAILS: dict[str, dict[str, Any]] = {
    "actor": {
        "region": "",
        "subregion": "",
        "capital": "",
        "cow": None,
        "gw": None,
        "wikidata": "",
        "predecessors": [],
        "successors": [],
        "memberships": [],
    },
    "person": {"tenures": [], "wikidata": ""},
    "topic": {"aliases": []},
}
