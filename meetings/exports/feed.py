"""A selection as an Atom feed (RFC 4287), with the newest change first."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from meetings.pages import words
from meetings.snapshot.shape import Snapshot

from . import provenance
from .rows import Row, snapshot_of

MOST_ENTRIES = 100
# The date of an empty feed, because Atom requires one.
_NEVER = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)


class _Feed(Atom1Feed):
    """Django's feed, which would use the present time as the date of an empty feed."""

    def latest_post_date(self) -> datetime.datetime:
        """Return the time of the latest change."""
        return max((item["updateddate"] for item in self.items), default=_NEVER)


def feed_of(rows: Iterable[Row], about: provenance.About, address: str) -> bytes:
    """Return the feed of deep rows; ``address`` is the absolute address of the feed."""
    feed = _Feed(
        title=f"{provenance.REGISTER}: {about.selection}",
        link=about.selection_address,
        description=f"Public state {about.register_clock} of the register, newest change first.",
        language="en-gb",
        author_name=provenance.REGISTER,
        feed_url=address,
        feed_guid=about.selection_address,
        feed_copyright=provenance.LICENCE,
    )
    for row in rows:
        feed.add_item(**_entry(row, about.base))
    return bytes(feed.writeString("utf-8"), "utf-8")


def _entry(row: Row, base: str) -> dict[str, Any]:
    snapshot = snapshot_of(row)
    return {
        "title": words.titled(words.status_of(snapshot), row.title),
        "link": row.address,
        "description": "".join(f"<p>{escape(line)}</p>" for line in told(snapshot, row.version)),
        "unique_id": _tag(row, base),
        "pubdate": row.first_published,
        "updateddate": row.last_published,
        "categories": [topic["name"] for topic in row.card["topics"]],
    }


def _tag(row: Row, base: str) -> str:
    """Return a tag URI (RFC 4151): host and day of first publication never change."""
    host = base.split("//", 1)[-1].split(":", 1)[0].rstrip("/")
    return f"tag:{host},{row.first_published:%Y-%m-%d}:meeting/{row.public_id}"


def told(snapshot: Snapshot, version: int) -> list[str]:
    """Return the lines of a short notice: date, place, accounts, summary and version."""
    content = snapshot["content"]
    place, summit = content["place"], content["summit"]
    lines = [
        words.when_words(content["date"]),
        snapshot["entries"]["place"][place]["name"] if place else "",
        snapshot["entries"]["summit"][summit]["name"] if summit else "",
        words.recorded_accounts(snapshot),
    ]
    facts = "; ".join(filter(None, lines))
    return [
        f"{facts[0].upper()}{facts[1:]}.",
        *filter(None, [content["summary"]]),
        f"Version {version}. {provenance.LICENCE}.",
    ]
