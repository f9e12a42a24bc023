"""The content security policy lets the desk work: nothing on it is refused by the browser."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer


@pytest.mark.django_db(transaction=True)
def test_logging_in_breaks_no_policy(page: Page, live_server: LiveServer) -> None:
    User.objects.create_superuser("chief", password="the right one")
    complaints: list[str] = []
    errors: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))

    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("chief")
    page.get_by_label("Password").fill("the right one")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()
    page.goto(f"{live_server.url}/admin/auth/group/add/")
    expect(page.get_by_label("Name")).to_be_visible()

    # Other complaints, about a missing picture say, are not this test's business.
    assert [text for text in complaints if "Content Security Policy" in text] == []
    assert errors == []
