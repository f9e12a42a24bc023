"""Meetings are found by the language of their sources, in SQL and from the index."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client

from meetings.models import Meeting, Publisher, Report, Source
from meetings.models.choices import VersionKind
from meetings.models.record import Record
from meetings.publication.publish import publish
from meetings.search.by_index.holder import Holder
from meetings.search.selection import read_selection
from tests.register import meeting_of
from tests.search.by_index.answered import answered
from tests.views.test_meeting import text_of
from tests.views.test_values import values

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["index", "sql"])
def ready(request: pytest.FixtureRequest, facet_index: Holder) -> Callable[[], object]:
    """What to do once the register is filled, so that the index counts, or SQL does."""
    return facet_index.build_now if request.param == "index" else lambda: None


def told_in(meeting: Meeting, *tags: str) -> Meeting:
    """Publish a meeting again, with a source in each of the languages beside the English one."""
    gazette = Publisher.objects.get(name="Gazette")
    for tag in tags:
        source = Source.objects.create(publisher=gazette, title=f"In {tag}", language=tag)
        Report.objects.create(meeting=meeting, source=source, attribution="outlet")
    publish(meeting.pk, None, kind=VersionKind.ADDITION)
    return meeting


@pytest.fixture
def told() -> list[Meeting]:
    """Three meetings: of English, Chinese and French; of English and Chinese; of English."""
    first = told_in(meeting_of(["CHN", "RUS"], "2024-03-05", title="First"), "zh-Hans", "fr")
    second = told_in(meeting_of(["CHN", "IND"], "2024-03-06", title="Second"), "zh-Hant-TW", "ti")
    return [first, second, meeting_of(["IND", "RUS"], "2024-03-07", title="Third")]


def test_a_record_has_the_languages_of_its_sources_and_reprojection_fills_them(
    told: list[Meeting],
) -> None:
    expected = [" en fr zh ", " en ti zh ", " en "]
    languages = Record.objects.order_by("pk").values_list("source_languages", flat=True)
    assert list(languages) == expected
    # As an upgrade leaves them.
    Record.objects.update(source_languages="")
    call_command("reproject", verbosity=0)
    assert list(languages.all()) == expected


@pytest.mark.parametrize(
    ("query", "heading", "titles"),
    [
        ("source_language=zh", "2 meetings with a source in Chinese", ["Second", "First"]),
        ("source_language=fr", "1 meeting with a source in French", ["First"]),
        (
            "source_language=fr&source_language=ti",
            "2 meetings with a source in French or ti",
            ["Second", "First"],
        ),
        ("source_language=de", "0 meetings with a source in German", []),
        (
            "source_language=en&country=IND",
            "2 meetings at which Ind took part, with a source in English",
            ["Third", "Second"],
        ),
    ],
)
def test_meetings_with_a_source_in_a_language(
    client: Client,
    told: list[Meeting],
    ready: Callable[[], object],
    query: str,
    heading: str,
    titles: list[str],
) -> None:
    ready()
    found = answered(read_selection(QueryDict(query)))
    assert [record.title for record in found.records] == titles
    assert heading in text_of(client, f"/meetings/?{query}")


def test_languages_are_a_facet_whose_values_widen(
    client: Client, told: list[Meeting], ready: Callable[[], object]
) -> None:
    ready()
    languages = [
        pair for pair in values(client, "/meetings/?country=CHN") if "source_language" in pair[0]
    ]
    assert languages == [
        ("/meetings/?country=CHN&source_language=zh", "Chinese", "2"),
        ("/meetings/?country=CHN&source_language=en", "English", "2"),
        ("/meetings/?country=CHN&source_language=fr", "French", "1"),
        ("/meetings/?country=CHN&source_language=ti", "ti", "1"),
    ]
    further = [
        (label, number)
        for href, label, number in values(client, "/meetings/?source_language=fr")
        if "source_language=fr&" in href or href.endswith("source_language=fr")
    ]
    assert ("Chinese", "+1") in further
    assert ("English", "+2") in further


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("source_language=zh-Hans", "source_language=zh"),
        ("source_language=ZH", "source_language=zh"),
        ("source_language=chinese", "source_language=zh"),
        ("q=language:zh", "source_language=zh"),
        ("q=source_language:french", "source_language=fr"),
    ],
)
def test_tags_and_names_are_read_as_a_language(
    client: Client, told: list[Meeting], typed: str, canonical: str
) -> None:
    page = client.get(f"/meetings/?{typed}", follow=True).content.decode()
    assert f'<link rel="canonical" href="/meetings/?{canonical}">' in page


def test_what_is_no_language_is_refused(client: Client, told: list[Meeting]) -> None:
    answer = client.get("/meetings/?source_language=%25")
    assert answer.status_code == 400
    assert "Language of a source is a language tag such as en, zh or zh-Hans (BCP 47)." in (
        answer.content.decode()
    )
