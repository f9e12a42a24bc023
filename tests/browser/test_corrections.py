"""Corrections of shared things in Chromium: edited, saved, and published by a second person."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from meetings.models import (
    FormerState,
    Office,
    Person,
    PersonName,
    Place,
    PlaceName,
    Tenure,
    Topic,
    TopicAlias,
)
from meetings.models.choices import Rank
from meetings.publication.publish import publish
from tests.browser.test_desk_axe import log_in
from tests.drafts import Rio, editor, reviewer, rio, state

DESK = "/admin/meetings"


@pytest.fixture
def public(transactional_db: None) -> Rio:
    """Both Rio meetings, published; who and what they show has other names and former states."""
    story = rio()
    lavrov = story.lavrov.person
    for name, language in (("Сергей Лавров", "ru"), ("Lawrow", "de"), ("谢尔盖·拉夫罗夫", "zh")):
        PersonName.objects.create(person=lavrov, name=name, language=language)
    envoy = Office.objects.create(
        actor=story.lavrov.office.actor,
        name="Permanent Representative to the United Nations",
        rank=Rank.AMBASSADOR,
        slug="rus-permanent-representative",
    )
    Tenure.objects.create(person=lavrov, office=envoy, start="1994", end="2004")
    ukraine = Topic.objects.get(name="Ukraine")
    for alias in ("Special military operation", "Ukraine conflict"):
        TopicAlias.objects.create(topic=ukraine, name=alias)
    rio_place = Place.objects.get(name="Rio de Janeiro")
    PlaceName.objects.create(place=rio_place, name="Rio")
    FormerState.objects.create(place=rio_place, state=state("PRT", "Portugal"), end="1822")
    for meeting in (story.with_russia, story.with_india):
        publish(meeting.pk, None)
    return story


@pytest.mark.parametrize(
    ("model", "name", "corrected", "public_page"),
    [
        (Person, "Sergey Lavrov", "Sergei Lavrov", "/people/sergey-lavrov/"),
        (Topic, "Ukraine", "War in Ukraine", "/topics/ukraine/"),
        (Place, "Rio de Janeiro", "Rio de Janeiro (Brazil)", ""),
    ],
)
def test_a_correction_is_saved_by_an_editor_and_published_by_a_reviewer(
    page: Page,
    live_server: LiveServer,
    public: Rio,
    model: type[Person | Topic | Place],
    name: str,
    corrected: str,
    public_page: str,
) -> None:
    thing = model.objects.get(name=name)
    address = f"{live_server.url}{DESK}/{model._meta.model_name}/{thing.pk}/"
    rows = [list(related.all()) for related in related_of(thing)]
    log_in(page, live_server, editor("ada"))
    page.goto(f"{address}change/")
    page.locator("#id_name").fill(corrected)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Save the change").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    assert [list(related.all()) for related in related_of(thing)] == rows
    permalink = f"{live_server.url}/meetings/{public.with_russia.public_id}/"
    page.goto(permalink)
    expect(page.locator("main")).not_to_contain_text(corrected)
    log_in_again(page, live_server, reviewer("grace"))
    page.goto(f"{address}publish-change/")
    page.get_by_role("button", name="Publish the change").click()
    page.goto(permalink)
    expect(page.locator("main")).to_contain_text(corrected)
    if public_page:
        page.goto(f"{live_server.url}{public_page}")
        expect(page.get_by_role("heading", level=1)).to_contain_text(corrected)


def related_of(thing: Person | Topic | Place) -> list[Any]:
    """Return the managers of the rows that belong to a thing: names, terms, former states."""
    names = ("names", "tenures", "aliases", "former_states")
    return [getattr(thing, name) for name in names if hasattr(thing, name)]


def log_in_again(page: Page, live_server: LiveServer, user: User) -> None:
    page.context.clear_cookies()
    log_in(page, live_server, user)
