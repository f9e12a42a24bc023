"""One meeting as a file: JSON, citations, and frozen versions of both."""

import json

import pytest
from django.test import Client

from meetings.models import Meeting, Version
from meetings.models.choices import VersionKind
from meetings.publication.publish import publish, withdraw
from tests.drafts import Rio

pytestmark = pytest.mark.django_db


@pytest.fixture
def public_id(story: Rio) -> str:
    """Publish the meeting with Russia a second time; both versions of a known day."""
    Meeting.objects.filter(pk=story.with_russia.pk).update(title="R&D_100% {talks}")
    publish(story.with_russia.pk, None, kind=VersionKind.ADDITION, note="A title")
    Version.objects.update(published_at="2025-03-09T10:00:00Z")
    return story.with_russia.public_id


def test_the_document_of_a_meeting(client: Client, public_id: str) -> None:
    answer = client.get(f"/meetings/{public_id}.json")
    document = answer.json()
    assert (document["version"], document["kind"], document["note"]) == (2, "addition", "A title")
    assert (document["published_at"], document["clock"]) == ("2025-03-09T10:00:00Z", 3)
    assert document["content"]["title"] == "R&D_100% {talks}"
    assert answer["Link"] == (
        f'<{document["address"]}>; rel="canonical", '
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    )


def test_the_document_of_a_version_stays_what_it_was(client: Client, public_id: str) -> None:
    answer = client.get(f"/meetings/{public_id}/v1.json")
    document = answer.json()
    assert (document["version"], document["content"]["title"]) == (1, "")
    assert "clock" not in document
    assert answer["Cache-Control"] == "public, max-age=3600, immutable"


def test_a_bibtex_entry(client: Client, public_id: str) -> None:
    assert client.get(f"/meetings/{public_id}.bib").content.decode() == (
        f"@misc{{sidelines-{public_id}-v2,\n"
        "  author = {{Sidelines}},\n"
        "  title = {{R\\&D\\_100\\% \\{talks\\}}},\n"
        "  howpublished = {Sidelines, register of diplomatic meetings},\n"
        f"  note = {{{public_id}, version 2 of 9 March 2025}},\n"
        "  year = {2025},\n"
        "  month = {3},\n"
        f"  url = {{http://testserver/meetings/{public_id}/v2/}}\n"
        "}\n"
    )


def test_a_version_is_cited_as_itself(client: Client, public_id: str) -> None:
    entry = client.get(f"/meetings/{public_id}/v1.bib").content.decode()
    assert "title = {{Wang Yi (China) and Sergey Lavrov (Russia)," in entry
    assert f"/meetings/{public_id}/v1/}}" in entry


def test_a_ris_record(client: Client, public_id: str) -> None:
    lines = client.get(f"/meetings/{public_id}.ris").content.decode().split("\r\n")
    assert lines == [
        "TY  - ELEC",
        "AU  - Sidelines",
        "TI  - R&D_100% {talks}",
        "PB  - Sidelines",
        "PY  - 2025",
        "DA  - 2025/03/09",
        "ET  - Version 2",
        f"AN  - {public_id}",
        f"UR  - http://testserver/meetings/{public_id}/v2/",
        "ER  - ",
        "",
    ]


def test_a_csl_item(client: Client, public_id: str) -> None:
    answer = client.get(f"/meetings/{public_id}.csl.json")
    assert answer["Content-Type"] == "application/vnd.citationstyles.csl+json"
    item = json.loads(answer.content)[0]
    assert (item["type"], item["title"], item["version"]) == ("entry", "R&D_100% {talks}", "2")
    assert item["issued"] == {"date-parts": [[2025, 3, 9]]}


@pytest.mark.parametrize("extension", ["json", "bib", "ris", "csl.json", "ics"])
def test_a_withdrawn_meeting_is_gone(client: Client, story: Rio, extension: str) -> None:
    withdraw(story.with_russia.pk, None, "It was another meeting.")
    answer = client.get(f"/meetings/{story.with_russia.public_id}.{extension}")
    assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
    assert answer.json()["detail"] == "The meeting was withdrawn: It was another meeting."


def test_versions_of_a_withdrawn_meeting_can_still_be_read(client: Client, story: Rio) -> None:
    public_id = story.with_russia.public_id
    withdraw(story.with_russia.pk, None, "It was another meeting.")
    assert client.get(f"/meetings/{public_id}/v1.json").json()["derived"]["level"] == (
        "foreign_ministers"
    )
    assert client.get(f"/meetings/{public_id}/v2.json").json()["content"] is None
    assert client.get(f"/meetings/{public_id}/v2.bib").status_code == 410


def test_a_redacted_version_says_why(client: Client, story: Rio) -> None:
    Version.objects.filter(record__public_id=story.with_russia.public_id).update(
        redacted=True, redaction_reason="A court order."
    )
    public_id = story.with_russia.public_id
    for address in (f"/meetings/{public_id}.json", f"/meetings/{public_id}/v1.json"):
        document = client.get(address).json()
        assert (document["content"], document["redaction_reason"]) == (None, "A court order.")
    assert client.get(f"/meetings/{public_id}.bib").status_code == 410
    assert client.get(f"/meetings/{public_id}/v1.bib").status_code == 410
    assert client.get(f"/meetings/{public_id}.ics").status_code == 410


def test_misread_letters_are_put_right(client: Client, public_id: str) -> None:
    for extension in ("json", "bib"):
        spelt = public_id.replace("0", "o").replace("1", "i") + f".{extension}"
        answer = client.get(f"/meetings/{spelt}")
        assert answer.status_code == (200 if spelt.startswith(public_id) else 301)


@pytest.mark.parametrize(
    "address", ["/meetings/0000000000.json", "/meetings/0000000000/v1.json", "/meetings/x.bib"]
)
def test_what_was_never_there_is_not_found(client: Client, story: Rio, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_version_that_was_never_there_is_not_found(client: Client, public_id: str) -> None:
    assert client.get(f"/meetings/{public_id}/v3.json").status_code == 404
    assert client.get(f"/meetings/{public_id}/v0.json").status_code == 404
