"""Every public address of a register: what leak tests and byte comparisons look at."""

from collections.abc import Iterator

from django.test import Client

from meetings.exports.formats import FORMATS
from meetings.exports.reference import TABLES
from meetings.models import Entry, Record
from meetings.pages.addresses import entry_address
from meetings.search.parameters import ENTRY_FACETS, ORDER
from meetings.search.query import Query
from meetings.views.files import MEDIA_TYPES

# Words of what is public, of nothing, and of what leak tests hide: every parameter once.
SUGGESTED = (
    "/suggest/",
    "/suggest/?q=a",
    "/suggest/?q=zxq",
    "/suggest/?q=lav",
    "/suggest/?q=talks+with+wang",
    "/suggest/?q=country:chi",
    *(
        f"/suggest/?q=z&parameter={name}"
        for name in ("country", "organisation", "person", "summit", "series", "topic", "publisher")
    ),
    "/suggest/?q=b&parameter=host",
    "/suggest/?q=a&parameter=office",
)
INDEXES = (
    "countries",
    "organisations",
    "people",
    "summits",
    "series",
    "topics",
    "publishers",
    "sources",
)
# What is wrong with these is said, so that what they hold is public, too.
REFUSED = (
    "/meetings/?country=QQQ",
    "/meetings/?person=a&topic=e&summit=i&publisher=o",
    "/meetings/?from=x&page=0",
    "/people/?page=0",
    "/nowhere/",
    "/m/0000000000",
    "/meetings.csv?country=QQQ",
    "/api/v1/meetings/?country=QQQ",
)
FILTERS = {
    "accounts": "some_sides",
    "channel": "in_person",
    "checked": "yes",
    "country": "CHN",
    "dates": "certain",
    "from": "2024",
    "host": "BRA",
    "level": "foreign_minister",
    "match": "any",
    "occurrence": "any",
    "organisation": "EU",
    "page": "2",
    "per_page": "100",
    "person": "wang-yi",
    "publisher": "trt-world",
    "q": "ukraine",
    "series": "g20",
    "setting": "talks",
    "sides": "2",
    "sort": "oldest",
    "source_language": "en",
    "summit": "g20-2024-rio-de-janeiro",
    "account": "CHN",
    "to": "2024",
    "topic": "ukraine",
}


def public_addresses() -> list[str]:
    """Return every public address there is: pages, outputs, the API, and refusals."""
    return list(dict.fromkeys(_addresses()))


def _addresses() -> Iterator[str]:
    yield from ("/", "/meetings/", "/api/docs/", "/api/v1/schema/", "/api/v1/deleted/", *REFUSED)
    yield from SUGGESTED
    for name in ORDER:
        yield f"/meetings/?{Query.of({name: [FILTERS[name]]}).encoded}"
    yield from (f"/meetings/values/{name}/?occurrence=any" for name in ENTRY_FACETS)
    yield "/data/reference/"
    yield from (f"/data/reference/{table}.csv" for table in TABLES)
    yield from (f"/meetings.{extension}?occurrence=any" for extension in FORMATS)
    for name in INDEXES:
        yield from (f"/{name}/", f"/{name}/?letter=W", f"/api/v1/{name}/")
    yield "/api/v1/meetings/?occurrence=any"
    for entry in Entry.objects.all():
        if address := entry_address(entry.kind, entry.key, entry.card):
            yield address
    for record in Record.objects.all():
        yield from _of_meeting(record)


def _of_meeting(record: Record) -> Iterator[str]:
    start = f"/meetings/{record.public_id}"
    yield from (f"{start}/{record.slug}/", f"{start}/", f"/m/{record.public_id}")
    yield f"{start}/history/"
    yield f"/api/v1/meetings/{record.public_id}/"
    yield from (f"{start}.{extension}" for extension in MEDIA_TYPES)
    for version in record.versions.all():
        yield from (f"{start}/v{version.number}/", f"{start}/v{version.number}.json")


def contents(client: Client, address: str) -> bytes:
    """Return everything an address answers: status, headers and body."""
    response = client.get(address)
    assert response.status_code != 500, address
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    body = response.getvalue()
    return f"{response.status_code}\n{headers}\n".encode() + body
