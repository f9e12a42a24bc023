"""Where the list says that a selection can be followed and taken away."""

import re

import pytest
from django.http import QueryDict
from django.test import Client

from meetings.exports.formats import output_addresses
from meetings.search.selection import read_selection
from tests.drafts import Rio

pytestmark = pytest.mark.django_db


def test_addresses_have_the_selection_and_not_how_it_is_shown(story: Rio) -> None:
    selection = read_selection(QueryDict("page=2&sort=oldest&country=RUS"))
    outputs = output_addresses(selection.query)
    assert [(one.label, one.href) for one in outputs.follow] == [
        ("Feed (Atom)", "/meetings.atom?country=RUS"),
        ("Calendar (iCalendar)", "/meetings.ics?country=RUS"),
    ]
    assert [one.href for one in outputs.downloads[0][1]] == [
        "/meetings.csv?country=RUS",
        "/meetings.xlsx?country=RUS",
        "/meetings.json?country=RUS",
        "/meetings.jsonl?country=RUS",
    ]
    assert outputs.downloads[3][1][0].href == "/meetings.csv?country=RUS&unit=pair-year"
    assert outputs.api == "/api/v1/meetings/?country=RUS"


def test_the_list_links_its_other_forms_and_they_answer(client: Client, story: Rio) -> None:
    page = client.get("/meetings/?country=RUS").content.decode()
    alternates = re.findall(r'<link rel="alternate"\s+type="([^"]+)"\s[^>]*href="([^"]+)"', page)
    assert alternates[:2] == [
        ("application/atom+xml", "/meetings.atom?country=RUS"),
        ("text/calendar", "/meetings.ics?country=RUS"),
    ]
    addresses = {
        address.replace("&amp;", "&")
        for address in re.findall(r'href="(/(?:meetings\.|api/)[^"]*)"', page)
    }
    assert len(addresses) == 28
    for address in addresses:
        answer = client.get(address)
        assert answer.getvalue()
        assert answer.status_code == 200
