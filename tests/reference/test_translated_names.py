"""Names in other languages: found by search and at the desk, shown by no card and no meeting."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from django.test import Client

from meetings.models import Actor, ActorName, Entry, Place, PlaceName, Version
from meetings.publication.check import problems_of_register
from meetings.publication.publish import publish
from meetings.reference.load import load
from meetings.reference.tables import DATA, MalformedRow
from meetings.text import fold
from tests.drafts import rio

from .small import replace, write_small

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small set of reference data that a test may change."""
    return write_small(tmp_path)


def rows_of(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_they_are_loaded_once_beside_the_names_that_are_there(folder: Path) -> None:
    with (folder / "translated_names.csv").open("a", encoding="utf-8") as table:
        table.write("actor,CHN,zh-Hans,中国,cldr-49\n")
    load(folder)
    names = ActorName.objects.filter(actor__code="CHN").values_list("language", "name", "kind")
    assert sorted(names) == [
        ("en", "People’s Republic of China", "formal"),
        ("es", "China", "translated"),
        ("ru", "Китай", "translated"),
        ("zh-Hans", "中国", "other"),
    ]
    assert PlaceName.objects.filter(place__slug="beijing", name="Пекин", language="ru").exists()
    assert " китаи" in Actor.objects.get(code="CHN").search_text
    assert " пекин" in Place.objects.get(slug="beijing").search_text


def test_a_kind_that_is_none_is_refused(folder: Path) -> None:
    replace(folder, "translated_names", "place,beijing", "city,beijing")
    with pytest.raises(MalformedRow, match=r"line 4: kind has to be actor or place, not “city”"):
        load(folder)


def test_the_card_has_none_and_published_meetings_stay_as_they_are(folder: Path) -> None:
    replace(folder, "translated_names", "actor,CHN,ru,Китай,cldr-49\n", "")
    load(folder)
    publish(rio().with_russia.pk, None)
    with (folder / "translated_names.csv").open("a", encoding="utf-8") as table:
        table.write("actor,CHN,ru,Китай,cldr-49\n")
    load(folder)
    assert [version.kind for version in Version.objects.all()] == ["first"]
    entry = Entry.objects.get(kind="actor", key="CHN")
    assert "Китай" not in str(entry.card)
    assert {"name": "Китай", "language": "ru"} in entry.detail["translations"]
    assert " китаи" in entry.search_text
    assert list(problems_of_register()) == []


def test_a_filter_and_a_suggestion_take_them(folder: Path, client: Client) -> None:
    load(folder)
    moved = client.get("/meetings/", {"q": "country:Китай"})
    assert (moved.status_code, moved.headers["Location"]) == (302, "/meetings/?country=CHN")
    page = client.get("/suggest/", {"q": "кита"}).content.decode()
    assert "China" in page
    assert 'lang="ru">Китай<' in page


def test_a_text_that_is_one_leads_to_the_country(folder: Path, client: Client) -> None:
    load(folder)
    page = client.get("/meetings/", {"q": "Китай"}).content.decode()
    assert '<a href="/meetings/?country=CHN">meetings of China</a>' in page
    page = client.get("/meetings/", {"q": "Кита"}).content.decode()
    assert "meetings of China" not in page


def test_our_own_name_goes_before_the_same_word_in_another_language(
    folder: Path, client: Client
) -> None:
    with (folder / "translated_names.csv").open("a", encoding="utf-8") as table:
        table.write("actor,RUS,fr,Taiwan,own\n")
    load(folder)
    moved = client.get("/meetings/", {"q": "country:taiwan"})
    assert moved.headers["Location"] == "/meetings/?country=TWN"


def test_no_translation_is_the_english_name_or_code_of_another_actor() -> None:
    own: dict[str, set[str]] = defaultdict(set)
    for table, columns in {
        "countries": ("code", "name", "sort_name", "demonym", "alpha2"),
        "organisations": ("code", "name", "short_name"),
        "actor_names": ("name",),
    }.items():
        for row in rows_of(table):
            for column in columns:
                own[fold(row[column])].add(row["code"])
    clashes = {
        (row["key"], row["name"])
        for row in rows_of("translated_names")
        if row["kind"] == "actor" and own.get(fold(row["name"]), {row["key"]}) != {row["key"]}
    }
    # The island has the name of the organisation in English too.
    assert clashes <= {("GUM", "Guam")}


def test_the_table_has_every_territory_in_seven_languages() -> None:
    languages: dict[str, set[str]] = defaultdict(set)
    for row in rows_of("translated_names"):
        languages[row["key"]].add(row["lang"])
    seven = {"ar", "de", "en", "es", "fr", "ru", "zh-Hans"}
    lacking = {
        row["code"]
        for row in rows_of("countries")
        if row["alpha2"] and not row["end"] and languages[row["code"]] != seven
    }
    assert lacking == set()
    assert len(languages) > 400
