"""Quotations with the account they stand in, and sources with what was seen of them."""

from typing import Any

import pytest

from meetings.pages.addresses import Link
from meetings.pages.sources import (
    CaptureLine,
    Quote,
    SourceBlock,
    archived_link,
    quotes_of,
    sources_of,
)
from meetings.snapshot.shape import ReportContent, Snapshot
from tests.snapshots import cast, date, participation, report, snapshot, source, statement


def told(*reports: ReportContent, **fields: Any) -> Snapshot:
    """Return the snapshot of talks of China and Russia with these accounts."""
    rows = [participation("CHN"), participation("RUS")]
    entries = fields.pop("entries", None)
    return snapshot(rows, list(reports), entries, **fields)


def capture(taken: str, **fields: Any) -> dict[str, Any]:
    """Return a capture with nothing to show but its day."""
    return {"taken": taken, "sha256": "0" * 64, "archive_url": "", "excerpt": "", **fields}


def test_a_quotation_names_its_speaker_and_whose_account_it_stands_in() -> None:
    words = statement("Without precedent.", person="lavrov", language="ru", translated=True)
    assert quotes_of(told(report("CHN", statements=[words]))) == [
        Quote(
            text="Without precedent.",
            language="ru",
            speaker=Link("Sergey Lavrov", "/people/lavrov/"),
            translated=True,
            account="as given by China in TRT World",
            anchor="source-NEWS000000",
        )
    ]


@pytest.mark.parametrize(
    ("voice", "fields", "account"),
    [
        (None, {"person": "lavrov"}, "in TRT World"),
        ("RUS", {"person": "lavrov"}, "as given by Russia in TRT World"),
        ("RUS", {"actor": "CHN"}, "as given by Russia in TRT World"),
        # An actor's own words in its own account need no repeating.
        ("RUS", {"actor": "RUS"}, "in TRT World"),
        (None, {}, "in TRT World"),
        (("CHN", "RUS"), {"actor": "CHN"}, "in the joint statement of China and Russia, TRT World"),
    ],
)
def test_whose_account_words_stand_in(
    voice: str | tuple[str, ...] | None, fields: dict[str, str], account: str
) -> None:
    found = quotes_of(told(report(voice, statements=[statement("Words.", **fields)])))
    assert [quote.account for quote in found] == [account]


def test_an_actor_speaks_by_the_name_of_the_day_and_nobody_without_one() -> None:
    words = [statement("Ours.", actor="SWZ"), statement("Whose?")]
    account = report("SWZ", "READOUT000", statements=words)
    found = quotes_of(told(account, date=date("2018-04-18")))
    assert [quote.speaker for quote in found] == [Link("Swaziland", "/countries/SWZ/"), Link("")]
    assert [quote.account for quote in found] == [
        "in Foreign Ministry",
        "as given by Swaziland in Foreign Ministry",
    ]


def test_a_source_of_several_accounts_stands_once_with_each_copy_once() -> None:
    first, second = capture("2024-11-20T10:00:00+00:00"), capture("2024-11-21T23:59:00+00:00")
    found = sources_of(
        told(
            report("CHN", capture=first),
            report(None, "UNDATED000"),
            report("RUS", capture=second),
            report("EGY", capture=first),
        )
    )
    assert [block.anchor for block in found] == ["source-NEWS000000", "source-UNDATED000"]
    assert [line.taken for line in found[0].captures] == ["20 November 2024", "21 November 2024"]
    assert found[1].captures == ()


def test_everything_of_a_source() -> None:
    entries = cast()
    entries["source"]["NEWS000000"] = source(
        "Ministers meet",
        "trt",
        "2024-11-19",
        via="reuters",
        url="https://news.example/g20",
        archive_url="https://archive.example/0",
        language="de",
        same_text_as="READOUT000",
    )
    seen = capture(
        "2024-11-20T10:00:00+00:00",
        archive_url="https://web.archive.org/web/20150302/http://a.example/",
        excerpt="A short excerpt.",
    )
    assert sources_of(told(report(capture=seen), entries=entries)) == [
        SourceBlock(
            anchor="source-NEWS000000",
            title=Link("Ministers meet", "/sources/NEWS000000/"),
            outside="https://news.example/g20",
            archive=Link("Archived copy", "https://archive.example/0"),
            publisher=Link("TRT World", "/publishers/trt/"),
            via=Link("Reuters", "/publishers/reuters/"),
            published="19 November 2024",
            language="de",
            same_text_as=Link("READOUT000", "/sources/READOUT000/"),
            captures=(
                CaptureLine(
                    "20 November 2024",
                    Link(
                        "Archived copy (Internet Archive, 2 March 2015)",
                        "https://web.archive.org/web/20150302/http://a.example/",
                    ),
                    "A short excerpt.",
                ),
            ),
        )
    ]


def test_what_is_not_known_of_a_source_is_left_out() -> None:
    block = sources_of(told(report(None, "UNDATED000")))[0]
    assert (block.outside, block.via, block.published, block.same_text_as) == ("", None, "", None)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example"])
def test_an_address_that_is_no_web_page_leads_nowhere(address: str) -> None:
    entries = cast()
    entries["source"]["NEWS000000"]["url"] = address
    seen = capture("2024-11-20T10:00:00+00:00", archive_url=address)
    block = sources_of(told(report(capture=seen), entries=entries))[0]
    assert (block.outside, block.captures[0].archive) == ("", None)


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("https://perma.cc/ABCD-1234", "Archived copy (Perma.cc)"),
        ("https://web.archive.org/web/2015/http://a.b/", "Archived copy (Internet Archive, 2015)"),
        ("https://a.example/copy", "Archived copy"),
    ],
)
def test_an_archived_copy_says_where_and_when_it_was_taken(address: str, label: str) -> None:
    assert archived_link(address) == Link(label, address)
