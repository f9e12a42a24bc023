"""What a crawl asks for, and what its manifest says of the answers."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from tools.crawling import addresses, manifest
from tools.crawling.manifest import answer, differences, digests, families, family_of, lasting, told

PAGE = b"""
<a href="/people/?letter=W">W</a> <a href="?page=2">2</a> <a href="/summits/#s">Summits</a>
<a href="https://news.example/g20">News</a> <a href="//news.example/">News</a>
<a href="/admin/">Desk</a> <link href="/static/css/base.css"> <a href="/people/wang-yi/">Wang</a>
<a href="http://localhost/meetings.csv?country=CHN&amp;unit=pair">CSV</a>
"""
PATHS = ["/summits/", "/static/css/base.css", "/people/wang-yi/"]


def linked(address: str, share: int = 1) -> list[str]:
    return list(addresses.after(address, "text/html; charset=utf-8", PAGE, share))


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/meetings/", ["/people/?letter=W", "/meetings/?page=2"]),
        ("/people/", ["/people/?letter=W", "/people/?page=2"]),
        ("/people/wang-yi/", ["/people/?letter=W", "/people/wang-yi/?page=2"]),
    ],
)
def test_links_with_a_query_are_followed_from_these(address: str, queries: list[str]) -> None:
    links = linked(address)
    assert links == [*queries, *PATHS, "/meetings.csv?country=CHN&unit=pair"]


def test_an_index_leads_on_to_its_own_pages() -> None:
    assert linked("/people/?letter=A") == ["/people/?letter=W", "/people/?page=2", *PATHS]


@pytest.mark.parametrize("address", ["/meetings/?country=CHN", "/suggest/?q=wang", "/nowhere/"])
def test_from_all_others_only_paths_are_followed(address: str) -> None:
    assert linked(address) == PATHS


def test_of_links_that_are_much_alike_some_are_left_out_and_always_the_same() -> None:
    body = b"".join(b'<a href="/meetings/?person=p%d">' % number for number in range(100))
    first, second = (
        list(addresses.after("/people/wang-yi/", "text/html", body, 4)) for _ in range(2)
    )
    assert first == second
    assert 10 < len(first) < 40
    assert len(list(addresses.after("/meetings/", "text/html", body, 4))) == 100


def test_a_list_of_the_api_leads_to_its_next_page_and_its_meetings() -> None:
    body = (
        b'{"next": "http://localhost/api/v1/deleted/?cursor=x", '
        b'"results": [{"public_id":"0123456789", "note": "/meetings/ABCDEFGHJK/"}]}'
    )
    links = list(addresses.after("/api/v1/deleted/", "application/json", body, 1))
    assert links == ["/api/v1/deleted/?cursor=x", "/meetings/0123456789/"]


def test_a_page_of_a_meeting_has_others_beside_it() -> None:
    assert list(addresses.after("/meetings/0123456ABC/v2/", "text/html", b"", 1)) == [
        "/meetings/0123456ABC/",
        "/meetings/0123456abc/",
        "/meetings/0123456ABC/history/",
        "/m/0123456ABC",
        "/meetings/0123456ABC.json",
        "/meetings/0123456ABC.bib",
        "/meetings/0123456ABC.ris",
        "/meetings/0123456ABC.csl.json",
        "/meetings/0123456ABC.ics",
        "/api/v1/meetings/0123456ABC/",
        "/meetings/0123456ABC/v2.json",
        "/meetings/0123456ABC/v2.bib",
    ]


def test_what_was_not_asked_with_get_leads_nowhere() -> None:
    assert linked("HEAD /meetings/") == []


@pytest.mark.parametrize(
    ("address", "family"),
    [
        ("/", "/"),
        ("/meetings/?q=a.b", "/meetings"),
        ("/meetings.csv?unit=pair", "/meetings.csv"),
        ("/meetings/0123456789.csl.json", "/meetings/….csl.json"),
        ("/meetings/0123456789/slug/", "/meetings/…"),
        ("/api/v1/schema/", "/api/v1/schema"),
        ("/api/v1/meetings/0123456789/", "/api/v1/meetings/…"),
        ("HEAD /meetings.csv", "HEAD /meetings.csv"),
    ],
)
def test_families(address: str, family: str) -> None:
    assert family_of(address) == family


def workbook(cell: bytes, saved: bytes, year: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        core = b'<p><dcterms:created xsi:type="W3C">%s</dcterms:created></p>' % saved
        for name, text in (("docProps/core.xml", core), ("sheet.xml", cell)):
            parts.writestr(zipfile.ZipInfo(name, (year, 1, 2, 3, 4, 6)), text)
    return file.getvalue()


def test_a_workbook_lasts_but_for_the_time_of_saving() -> None:
    first, second = workbook(b"1", b"2024", 2024), workbook(b"1", b"2025", 2025)
    assert first != second
    assert lasting(first) == lasting(second)
    assert lasting(first) != lasting(workbook(b"2", b"2024", 2024))
    assert lasting(b"PK, said the pilot") == b"PK, said the pilot"


def test_what_differs_is_said_and_a_manifest_can_be_read_again(tmp_path: Path) -> None:
    html = {"Content-Type": "text/html", "X-Request-ID": "1"}
    before = [answer("/a/", 200, html, b"a"), answer("/b/", 200, html, b"b")]
    before.append(answer("/people/x/", 200, html, b"x"))
    after = [answer("/a/", 404, {"ETag": "1"}, b"a"), answer("/c/", 200, html, b"c")]
    after.append(answer("/people/x/", 200, html | {"X-Request-ID": "2"}, b"y"))
    manifest.write(after, tmp_path / "manifest")
    assert manifest.read(tmp_path / "manifest") == after
    assert differences(before, after) == {
        "/a/": "status, headers",
        "/b/": "gone",
        "/c/": "new",
        "/people/x/": "body",
    }
    assert differences(after, after) == {}


def test_differences_are_told_by_family() -> None:
    changed = {"/b/": "gone", "/people/x/": "body", "/people/y/": "body", "/people/z/": "status"}
    assert told(changed, 2).splitlines() == [
        "/b: 1 differ",
        "  gone: /b/",
        "/people/…: 3 differ",
        "  body: /people/x/",
        "  body: /people/y/",
        "  … and 1 more",
    ]
    assert told({}, 2) == "Both answer alike."


def test_each_family_has_a_count_and_a_digest_of_its_own() -> None:
    a, b, c = (answer(f"/people/{name}/", 200, {}, b"") for name in "abc")
    other = answer("/topics/a/", 200, {}, b"")
    first, second = families([a, b, other]), families([other, a, c])
    assert [(name, family["count"]) for name, family in first.items()] == [
        ("/people/…", 2),
        ("/topics/…", 1),
    ]
    assert first["/topics/…"] == second["/topics/…"]
    assert first["/people/…"] != second["/people/…"]
    assert families([b, other, a]) == first
    assert json.loads(digests([a, b, other])) == first


def test_the_validator_of_a_static_file_is_left_out() -> None:
    file = answer("/static/css/base.css", 200, {"ETag": "1", "Content-Type": "text/css"}, b"")
    assert (file.headers, file.media_type) == ("Content-Type: text/css", "text/css")


def test_long_addresses_have_short_files(tmp_path: Path) -> None:
    for end in "ab":
        manifest.keep(tmp_path, f"/meetings/?q={'é' * 100}{end}", end.encode())
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"a", b"b"]
