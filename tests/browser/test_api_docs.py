"""The documentation page of the API works under the content security policy."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer


@pytest.mark.django_db(transaction=True)
def test_the_schema_can_be_read_and_tried(page: Page, live_server: LiveServer) -> None:
    complaints: list[str] = []
    errors: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))

    page.goto(f"{live_server.url}/api/docs/")
    expect(page.get_by_role("heading", name="The register for programs")).to_be_visible()
    operation = page.locator("#operations-deleted-deleted")
    operation.get_by_role("button").first.click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    expect(operation.locator(".live-responses-table").get_by_text("register_clock")).to_be_visible()

    assert [text for text in complaints if "Content Security Policy" in text] == []
    assert errors == []
