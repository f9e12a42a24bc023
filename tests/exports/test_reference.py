"""The reference data as tables of its own: what they hold, and what must not be in them."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from meetings.exports.cells import FORMULA_STARTS
from meetings.exports.reference import TABLES
from meetings.models import (
    Actor,
    ActorName,
    Entry,
    Membership,
    Office,
    Participation,
    Person,
    Place,
    Tenure,
    Topic,
)
from meetings.models.choices import ActorNameKind
from meetings.publication.bulk import publish_things
from meetings.publication.publish import publish
from meetings.publication.things.cards import with_card_rows
from tests.canary import CANARY, sing_in_private
from tests.drafts import rio
from tests.register import published_rio

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent.parent

NAMES = [
    *("actors", "names", "memberships", "series", "editions", "offices", "places"),
    *("former-states", "topics", "people", "terms", "codebook"),
]


def rows_of(client: Client, table: str) -> list[dict[str, str]]:
    answer = client.get(f"/data/reference/{table}.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_the_page_links_every_table_and_says_up_to_when(client: Client) -> None:
    page = client.get("/data/reference/").content.decode()
    assert re.findall(r'href="/data/reference/([a-z-]+)\.csv"', page) == NAMES
    assert "Current to 31 December 2025" in page
    assert "register clock 0" in page
    assert '<a href="/data/reference/">Reference data</a>' in client.get("/").content.decode()


def test_the_exception_to_the_licence_is_stated_where_it_applies(client: Client) -> None:
    published_rio()
    exception = (
        "CC BY 4.0, but CC BY-NC 4.0 for terms with the source wikidata and for people who have no "
        "others"
    )
    for name in NAMES:
        expected = {exception if name in {"people", "terms"} else "CC BY 4.0"}
        assert {row["licence"] for row in rows_of(client, name)} <= expected, name
    page = " ".join(client.get("/data/reference/").content.decode().split())
    assert "terms with the source “wikidata”, and people who have no others" in page
    assert "Wikidata and the lists" not in page
    licence = (ROOT / "LICENSE-DATA").read_text(encoding="utf-8")
    assert "Exception: terms with the source `wikidata`" in licence


def test_each_column_is_in_the_codebook_and_no_cell_is_empty(client: Client) -> None:
    published_rio()
    codebook = [(row["table"], row["column"]) for row in rows_of(client, "codebook")]
    for name in NAMES:
        rows = rows_of(client, name)
        own = [column for table, column in codebook if table == name]
        trailer = ["selection", "selection_address", "register_clock", "licence"]
        if rows:
            assert list(rows[0]) == [*own, *trailer]
        assert not [row for row in rows if "" in row.values()], name
    assert list(TABLES) == NAMES


def test_actors_with_names_and_memberships(client: Client) -> None:
    published_rio()
    china = Actor.objects.get(code="CHN")
    ActorName.objects.create(
        actor=china, name="Китай", language="ru", kind=ActorNameKind.TRANSLATED
    )
    brics = Actor.objects.create(code="BRICS", kind="international_organisation", name="BRICS")
    Membership.objects.create(organisation=brics, member=china, start="2009-06-16")
    publish_things(list(with_card_rows(Actor)))
    codes = {row["code"]: row for row in rows_of(client, "actors")}
    assert (codes["CHN"]["name"], codes["CHN"]["iso"]) == ("China", "CHN")
    assert codes["BRICS"]["iso"] == "not applicable"
    names = [row for row in rows_of(client, "names") if row["name"] == "Китай"]
    assert [(row["code"], row["language"], row["kind"]) for row in names] == [
        ("CHN", "ru", "translated")
    ]
    [membership] = rows_of(client, "memberships")
    assert (membership["organisation"], membership["member"]) == ("BRICS", "CHN")
    assert (membership["start"], membership["end"]) == ("2009-06-16", "not coded")


def test_degrees_south_are_numbers(client: Client) -> None:
    Place.objects.create(name="Lima", slug="lima", latitude="-12.05", longitude="-77.04")
    publish_things(list(with_card_rows(Place)))
    [lima] = [row for row in rows_of(client, "places") if row["key"] == "lima"]
    assert (lima["latitude"], lima["longitude"]) == ("-12.05", "-77.04")


def test_a_name_like_a_formula_is_harmless(client: Client) -> None:
    Topic.objects.create(name="=1+1", slug="sum")
    publish_things(list(with_card_rows(Topic)))
    [row] = [row for row in rows_of(client, "topics") if row["key"] == "sum"]
    assert row["name"] == "'=1+1"
    for name in NAMES:
        for row in rows_of(client, name):
            texts = [text for text in row.values() if text[:1] in FORMULA_STARTS]
            assert all(re.fullmatch(r"-[\d.]+", text) for text in texts), (name, texts)


def test_people_and_terms_of_the_files_are_there_with_their_confidence(client: Client) -> None:
    people = {row["key"]: row for row in rows_of(client, "people")}
    assert len(people) > 5000
    assert people["angela-merkel"]["basis"] == "file"
    terms = rows_of(client, "terms")
    assert {row["confidence"] for row in terms} == {"sure", "probable"}
    merkel = [row for row in terms if row["person"] == "angela-merkel"]
    assert [(row["office"], row["start"], row["end"]) for row in merkel] == [
        ("deu-chancellor", "2005-11-22", "2021-12-08")
    ]


def test_the_public_record_has_the_last_word_on_people(client: Client) -> None:
    story = rio()
    wang = Person.objects.get(slug="wang-yi")
    office = Tenure.objects.filter(person=wang).select_related("office").first()
    assert office is not None
    publish(story.with_russia.pk, None)
    row = next(row for row in rows_of(client, "people") if row["key"] == "wang-yi")
    assert row["basis"] == "record"
    terms = [row for row in rows_of(client, "terms") if row["person"] == "wang-yi"]
    public = [row for row in terms if row["basis"] == "record"]
    assert {row["title"] for row in public} == {office.office.name}
    # What the files are not sure of stays, and says so.
    assert {row["confidence"] for row in terms if row["basis"] == "file"} <= {"probable"}


def test_nothing_of_the_desk_is_in_a_table(client: Client) -> None:
    story = published_rio()
    sing_in_private(story)
    draft = Person.objects.create(name=f"{CANARY} Person", slug="canary")
    actor = Actor.objects.create(code="XAB", kind="de_facto_authority", name=f"{CANARY} Land")
    office = Office.objects.create(
        actor=actor, name=f"{CANARY} Minister", rank="minister", slug="canary-minister"
    )
    Tenure.objects.create(person=draft, office=office, start="2001")
    # A term, a name and a membership of what is public, entered and not published yet.
    wang = Person.objects.get(slug="wang-yi")
    Tenure.objects.create(person=wang, office=office, start="1821-01-01", end="1821-12-31")
    china = Actor.objects.get(code="CHN")
    ActorName.objects.create(actor=china, name=CANARY, kind=ActorNameKind.TRANSLATED)
    Membership.objects.create(organisation=actor, member=china)
    Participation.objects.filter(person=wang).update(title_as_reported=CANARY)
    for name in NAMES:
        text = client.get(f"/data/reference/{name}.csv").getvalue().decode()
        assert CANARY not in text, name
        assert CANARY.lower() not in text, name
        assert "1821-" not in text, name


def test_an_unchanged_register_answers_304_and_a_change_gives_it_anew(client: Client) -> None:
    answer = client.get("/data/reference/actors.csv")
    etag = answer["ETag"]
    assert answer.getvalue()
    again = client.get("/data/reference/actors.csv", headers={"If-None-Match": etag})
    assert (again.status_code, again.getvalue()) == (304, b"")
    published_rio()
    again = client.get("/data/reference/actors.csv", headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert again.getvalue()


def test_headers_say_what_a_table_is(client: Client) -> None:
    published_rio()
    answer = client.head("/data/reference/terms.csv")
    clock = answer["X-Register-Clock"]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == (
        f'attachment; filename="sidelines-reference-terms-{clock}.csv"'
    )
    assert 'rel="license"' in answer["Link"]
    assert client.get("/data/reference/nothing.csv").status_code == 404
    assert client.post("/data/reference/terms.csv").status_code == 405


def test_as_many_at_once_as_exports(client: Client, settings: Settings) -> None:
    settings.EXPORTS_OF_ONE = 1
    first = client.get("/data/reference/actors.csv")
    assert client.get("/data/reference/terms.csv").status_code == 429
    assert first.getvalue()
    second = client.get("/data/reference/terms.csv")
    assert second.status_code == 200
    assert second.getvalue()


def test_entries_of_an_earlier_release_stand_in_the_tables_before_they_are_renewed(
    client: Client,
) -> None:
    published_rio()
    for entry in Entry.objects.all():
        tenures = entry.detail.get("tenures", [])
        new = {"actor": {"names", "article"}, "topic": {"article"}, "source": {"archive_url"}}
        card = {k: v for k, v in entry.card.items() if k not in new.get(entry.kind, ())}
        detail = {"tenures": [{**row, "checked_to": None} for row in tenures]} if tenures else {}
        for row in detail.get("tenures", []):
            del row["checked_to"]
        Entry.objects.filter(pk=entry.pk).update(schema=1, card=card, detail=detail)
    for name in NAMES:
        rows = rows_of(client, name)
        assert not [row for row in rows if "" in row.values()], name
    wang = [row for row in rows_of(client, "terms") if row["person"] == "wang-yi"]
    assert {row["checked_to"] for row in wang if row["basis"] == "record"} == {"not coded"}


def test_a_term_that_an_editor_has_ended_was_not_checked_as_an_open_one(client: Client) -> None:
    story = rio()
    Tenure.objects.filter(pk=story.wang.pk).update(known_until="2025-01-01")
    publish(story.with_russia.pk, None)
    public = {"person": "wang-yi", "start": "2023-07-25", "basis": "record"}

    def dates() -> tuple[str, str]:
        rows = rows_of(client, "terms")
        [row] = [row for row in rows if public.items() <= row.items()]
        return row["end"], row["checked_to"]

    assert dates() == ("not coded", "2025-01-01")
    story.wang.refresh_from_db()
    story.wang.end = "2026-01-05"
    story.wang.save()
    publish_things([Person.objects.get(slug="wang-yi")])
    assert dates() == ("2026-01-05", "not coded")
