"""What every page may know of the register."""

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory
from pytest_django import Settings


@pytest.mark.parametrize(("setting", "said"), [(True, "a demonstration"), (False, "")])
def test_pages_know_whether_they_belong_to_a_demonstration(
    setting: bool, said: str, settings: Settings
) -> None:
    settings.SIDELINES_DEMO = setting
    page = Template("{% if register_is_demo %}a demonstration{% endif %}")
    request = RequestFactory().get("/")
    assert page.render(RequestContext(request)) == said
