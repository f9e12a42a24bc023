"""What a checker of HTML would find first: ids given twice, labels and references to nothing."""

from collections import Counter
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.drafts import Rio
from tests.register import published_rio

pytestmark = pytest.mark.django_db

REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list")


class Markup(HTMLParser):
    """Notes the ids of a page, what refers to one, and roles that tables have anyway."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.wanted: set[str] = set()
        self.roles: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids[values["id"]] += 1
        for name in REFERENCES:
            self.wanted.update(values.get(name, "").split())
        if values.get("href", "").startswith("#") and values["href"] != "#":
            self.wanted.add(values["href"][1:])
        if tag in ("table", "thead", "tbody", "tr", "th", "td") and "role" in values:
            self.roles.add(tag)

    def problems(self) -> list[str]:
        twice = [f"twice: {name}" for name, number in self.ids.items() if number > 1]
        missing = [f"missing: {name}" for name in sorted(self.wanted - set(self.ids))]
        return [*twice, *missing, *(f"role on: {tag}" for tag in sorted(self.roles))]


def public_pages(story: Rio) -> list[str]:
    meeting = story.with_russia.public_id
    return [
        "/",
        "/meetings/?country=CHN&occurrence=any",
        "/meetings/?country=CHN&to=1950",
        "/meetings/?country=QQQ",
        f"/m/{meeting}",
        f"/meetings/{meeting}/v1/",
        f"/meetings/{meeting}/history/",
        "/countries/",
        "/countries/CHN/",
        "/people/",
        "/people/wang-yi/",
        "/summits/",
        "/topics/ukraine/",
        "/data/reference/",
        f"/sources/{story.source.public_id}/",
        "/nowhere/",
    ]


def test_public_pages_refer_to_what_is_there(client: Client) -> None:
    for address in public_pages(published_rio()):
        page = client.get(address, follow=True).content.decode()
        assert Markup(page).problems() == [], address


def test_pages_of_the_desk_refer_to_what_is_there(client: Client) -> None:
    story = published_rio()
    client.force_login(User.objects.create_superuser("chief"))
    meeting = story.with_russia.pk
    for address in (
        "meeting/",
        "meeting/add/",
        f"meeting/{meeting}/change/",
        f"report/{story.with_russia.reports.all()[0].pk}/change/?_popup=1",
        f"meeting/{meeting}/withdraw/",
        f"source/{story.source.pk}/change/",
        f"summit/{story.summit.pk}/change/",
    ):
        page = client.get(f"/admin/meetings/{address}").content.decode()
        assert Markup(page).problems() == [], address
