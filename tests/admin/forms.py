"""Post the forms of the desk as a browser does: read the page, type, send everything."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from django.test import Client


class _Inputs(HTMLParser):
    """Collects what the main form of a page would post."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.values: dict[str, str] = {}
        self._inside = False
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = values.get("id") == self.form_id
        if not self._inside:
            return
        name = values.get("name", "")
        if tag == "input" and name:
            self._input(name, values)
        elif tag == "textarea":
            self._area, self.values[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in values or self._select not in self.values):
            self.values[self._select] = values.get("value", "")

    def _input(self, name: str, values: Mapping[str, str]) -> None:
        kind = values.get("type", "text")
        if kind == "submit":
            return
        if kind not in ("checkbox", "radio"):
            self.values[name] = values.get("value", "")
        elif "checked" in values:
            self.values[name] = values.get("value", "on")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            # A parser drops the newline that follows the tag, and so do browsers.
            self.values[self._area] += (
                data.removeprefix("\n") if not self.values[self._area] else data
            )


def inputs_of(response: Any, model: str) -> dict[str, str]:  # noqa: ANN401 - as above
    """Return what the form of ``model`` on a page would post, the template of a row included."""
    parser = _Inputs(f"{model}_form")
    parser.feed(response.content.decode())
    parser.values.pop("csrfmiddlewaretoken", None)
    return parser.values


def open_form(client: Client, address: str, model: str) -> dict[str, str]:
    """Open a page and return what its form would post."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return inputs_of(response, model)


def add_row(values: dict[str, str], group: str, **texts: str) -> dict[str, str]:
    """Return ``values`` with one more row in ``group``."""
    number = int(values[f"{group}-TOTAL_FORMS"])
    template = f"{group}-__prefix__-"
    row = {
        name.replace("__prefix__", str(number)): text
        for name, text in values.items()
        if name.startswith(template)
    }
    row |= {f"{group}-{number}-{name}": text for name, text in texts.items()}
    return {**values, **row, f"{group}-TOTAL_FORMS": str(number + 1)}


def errors_of(response: Any) -> list[str]:  # noqa: ANN401 - as the test client answers
    """Return every error on a page that was shown again."""
    context = response.context
    found = [str(one) for one in context["adminform"].form.non_field_errors()]
    forms = [context["adminform"].form]
    for rows in context["inline_admin_formsets"]:
        found += [str(one) for one in rows.formset.non_form_errors()]
        forms += rows.formset.forms
    return found + [
        f"{name}: {one}" for form in forms for name, errors in form.errors.items() for one in errors
    ]
