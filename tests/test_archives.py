"""Archived copies are recognised by the form of their address."""

import pytest

from meetings.archives import ArchivedCopy, archived_copy

IA, TODAY = "Internet Archive", "archive.today"


@pytest.mark.parametrize(
    ("address", "archive", "original", "taken"),
    [
        (
            "https://web.archive.org/web/20150302123456/http://a.example/b?c=d&e=f#g",
            *(IA, "http://a.example/b?c=d&e=f#g", "2015-03-02"),
        ),
        (
            "http://web.archive.org/web/20150302id_/https:/a.example/",
            IA,
            "https://a.example/",
            "2015-03-02",
        ),
        ("https://web.archive.org/web/2024/https://a.example/x", IA, "https://a.example/x", "2024"),
        (
            "https://web.archive.org/web/20150302123456/a.example/b",
            IA,
            "http://a.example/b",
            "2015-03-02",
        ),
        ("https://web.archive.org/web/20151302123456/http://a.example", IA, "http://a.example", ""),
        ("https://web.archive.org/web/2015/HTTP://a.example/b", IA, "http://a.example/b", "2015"),
        (
            "https://web.archive.org/web/20150302/http%3A%2F%2Fa.example%2Fb%3Fc",
            *(IA, "http://a.example/b?c", "2015-03-02"),
        ),
        # A copy of a copy: the original is the innermost.
        (
            "https://archive.ph/2020.01.01-000000/https://web.archive.org/web/2015/a.example/b",
            *(TODAY, "http://a.example/b", "2020-01-01"),
        ),
        (
            "https://web.archive.org/web/2020/https://archive.ph/AbC1d",
            *(IA, "https://archive.ph/AbC1d", "2020"),
        ),
        ("https://web.archive.org/web/*/http://a.example/", IA, "", ""),
        ("https://archive.org/details/public-papers-1975", IA, "", ""),
        ("https://archive.ph/AbC1d", TODAY, "", ""),
        (
            "https://archive.is/2015.03.02-123456/https://a.example/",
            TODAY,
            "https://a.example/",
            "2015-03-02",
        ),
        (
            "https://archive.md/20150302123456/https://a.example/",
            TODAY,
            "https://a.example/",
            "2015-03-02",
        ),
        (
            "https://archive.today/o/AbC1d/https://a.example/2015/x",
            TODAY,
            "https://a.example/2015/x",
            "",
        ),
        ("https://perma.cc/ABCD-1234", "Perma.cc", "", ""),
        (
            "https://www.webcitation.org/6abc?url=http%3A%2F%2Fa.example%2Fb",
            *("WebCite", "http://a.example/b", ""),
        ),
        (
            "https://webarchive.nationalarchives.gov.uk/ukgwa/20121212135632/http://a.gov.uk/",
            *("UK Government Web Archive", "http://a.gov.uk/", "2012-12-12"),
        ),
        (
            "https://webarchive.loc.gov/all/20150302123456/http://a.example/",
            *("Library of Congress Web Archive", "http://a.example/", "2015-03-02"),
        ),
        (
            "https://arquivo.pt/wayback/20150302123456/http://a.example/2001/01/02/x",
            *("Arquivo.pt", "http://a.example/2001/01/02/x", "2015-03-02"),
        ),
        (
            "https://webarchive.library.unt.edu/eot2008/20090302123456/http://a.example/",
            *("UNT Web Archive", "http://a.example/", "2009-03-02"),
        ),
    ],
)
def test_what_an_address_says(address: str, archive: str, original: str, taken: str) -> None:
    assert archived_copy(address) == ArchivedCopy(archive, original, taken)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://a.example/web/20150302123456/http://b.example/",
        "https://trumpwhitehouse.archives.gov/articles/1",
        "https://myarchive.org/20150302/http://a.example",
        "ftp://web.archive.org/web/2015/http://a.example",
        "http://[broken",
    ],
)
def test_other_addresses_are_no_copies(address: str) -> None:
    assert archived_copy(address) is None


def test_a_copy_of_very_many_copies_is_taken_apart() -> None:
    copy = archived_copy("https://web.archive.org/web/2015/" * 3000 + "http://a.example/")
    assert copy == ArchivedCopy(IA, "http://a.example/", "2015")
