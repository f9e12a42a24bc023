"""The check of addresses, against a server of the test itself."""

import csv
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.desk import links
from meetings.models import Capture, Publisher, Source

pytestmark = pytest.mark.django_db

PATIENT = {"timeout": 0.5, "wait": 0.0, "allow_private": True}


TARGETS = {
    "moved": "/200",
    "loop": "/loop",
    "inward": "ftp://a.example/",
    "broken": "http://[a.example/",
    "accented": "/\xc3\xa9t\xc3\xa9",  # the bytes of “/été” in UTF-8, as headers are read
    "latin": "/\xe9t\xe9",
    "long": f"/{'a' * 9000}",
}


class Pages(BaseHTTPRequestHandler):
    """A site with every kind of answer; the path says which."""

    asked: list[tuple[str, str]]

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        type(self).asked.append((self.command, self.path))
        name = self.path.strip("/").split("?")[0]
        if name == "reset":
            self.connection.close()
        elif name == "slow":
            time.sleep(2)
        elif name == "drip":
            for _ in range(20):
                self.wfile.write(b"H")
                time.sleep(0.1)
        elif name in {"no-head", "no-head-reset"} and self.command == "HEAD":
            if name == "no-head":
                self.say(405)
            else:
                self.connection.close()
        elif name in TARGETS:
            self.say(301, TARGETS[name])
        else:
            self.say(int(name) if name.isdigit() else 200)

    def say(self, status: int, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Stay quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a local server, without a slash at its end."""
    Pages.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def checked(address: str, **manners: Any) -> links.Outcome:
    return links.check(address, links.Manners(**PATIENT | manners))


@pytest.mark.parametrize(
    ("path", "status", "final", "redirect", "fails"),
    [
        ("/200", 200, "/200", None, False),
        ("/été?a=b c", 200, "/été?a=b c", None, False),
        ("/moved", 200, "/200", 301, False),
        ("/accented", 200, "/été", 301, False),
        ("/latin", 200, "/été", 301, False),
        ("/404", 404, "/404", None, True),
        ("/410", 410, "/410", None, True),
        ("/503", 503, "/503", None, True),
        ("/403", 403, "/403", None, False),
        ("/no-head", 200, "/no-head", None, False),
        ("/no-head-reset", 200, "/no-head-reset", None, False),
    ],
)
def test_what_an_address_answers(
    site: str, path: str, status: int, final: str, redirect: int | None, fails: bool
) -> None:
    outcome = checked(site + path)
    assert outcome == links.Outcome(status, site + final, redirect)
    assert outcome.fails == fails


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/slow", "no answer in 0.5 seconds"),
        ("/drip", "no answer in 0.5 seconds"),
        ("/reset", "RemoteDisconnected: "),
        ("/loop", "more than 10 redirects"),
        ("/inward", "cannot be asked: no web address"),
        ("/broken", "cannot be asked: no web address"),
        ("/long", "cannot be asked: more than 8000 characters"),
    ],
)
def test_what_does_not_answer(site: str, path: str, error: str) -> None:
    begun = time.monotonic()
    outcome = checked(site + path)
    assert (outcome.status, outcome.fails) == (None, True)
    assert outcome.error.startswith(error)
    assert time.monotonic() - begun < 1.8


def test_nobody_listens_and_nobody_is_known() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"
    assert "ConnectionRefusedError" in checked(address).error
    assert checked("http://a.invalid/").error == "cannot be asked: unknown host a.invalid"
    assert checked("http://a.example:x/").error.startswith("cannot be asked: no web address")


def test_many_requests_are_not_answered_by_one_more(site: str) -> None:
    assert checked(f"{site}/429").refuses_programs
    assert Pages.asked == [("HEAD", "/429")]


def test_private_networks_are_refused_unless_allowed(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = checked(f"{site}/200", allow_private=False)
    assert refused.error == "cannot be asked: 127.0.0.1 is in a private network"
    # A public name may stand for a private address, and a redirect may lead inward.
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inside)
    outcome = checked("http://public.example/", allow_private=False)
    assert outcome.error == "cannot be asked: public.example is in a private network"
    assert Pages.asked == []


@pytest.mark.parametrize(
    ("number", "public"),
    [
        *(("192.0.2.1", False), ("8.8.8.8", True), ("127.0.0.1", False), ("169.254.1.1", False)),
        *(("224.0.0.1", False), ("100.64.0.1", False), ("::1", False), ("fe80::1%eth0", False)),
        *(("fd00::1", False), ("::ffff:10.0.0.1", False), ("64:ff9b::10.0.0.1", False)),
        *(("2002:a00:1::1", False), ("2606:4700::1", True), ("64:ff9b::8.8.8.8", True)),
        *(("fec0::1", False), ("64:ff9b:1::a00:1", False), ("::10.0.0.1", False)),
        *(("::ffff:0:10.0.0.1", False), ("ff0e::1", False), ("2001:db8::1", False)),
    ],
)
def test_which_networks_are_public(number: str, public: bool) -> None:
    assert links.is_public(number) == public


def report(path: Path, *arguments: str) -> tuple[str, list[dict[str, str]]]:
    """Call the command; return what it says and the rows of the report."""
    said = StringIO()
    options = ("--allow-private", "--wait", "0", "--timeout", "0.5", *arguments)
    call_command("check_links", str(path), *options, stdout=said)
    with path.open(newline="") as file:
        return said.getvalue().strip(), list(csv.DictReader(file))


def sources(site: str) -> None:
    """A source with an original that is gone and two archived copies, and one that moved."""
    publisher = Publisher.objects.create(name="TRT World")
    gone = Source.objects.create(
        *(), public_id="GONE000000", publisher=publisher, title="Gone",
        url=f"{site}/404", archive_url=f"{site}/200",
    )  # fmt: skip
    Capture.objects.create(source=gone, taken="2024-11-20T10:00Z", archive_url=f"{site}/copy")
    Source.objects.create(
        public_id="MOVED00000", publisher=publisher, title="Moved", url=f"{site}/moved"
    )
    Source.objects.create(public_id="PAPER00000", publisher=publisher, title="On paper")


def test_the_report_has_every_address_once(site: str, tmp_path: Path) -> None:
    sources(site)
    said, rows = report(tmp_path / "links.csv")
    assert said == (
        "Asked: 4. In the report: 4, of which 1 failing, 0 refusing programs, 1 redirecting."
    )
    told = {
        tuple(row[name] for name in ("source", "kind", "address", "status", "redirect"))
        for row in rows
    }
    assert told == {
        ("GONE000000", "original", f"{site}/404", "404", ""),
        ("GONE000000", "archived", f"{site}/200", "200", ""),
        ("GONE000000", "archived", f"{site}/copy", "200", ""),
        ("MOVED00000", "original", f"{site}/moved", "200", "301"),
    }
    assert {row["final_address"] for row in rows if row["redirect"]} == {f"{site}/200"}
    assert all(row["checked_at"].endswith("+00:00") for row in rows)


def test_a_second_call_goes_on_where_the_first_was_stopped(site: str, tmp_path: Path) -> None:
    sources(site)
    path = tmp_path / "links.csv"
    _, rows = report(path)
    assert report(path)[0].startswith("Asked: 0. In the report: 4, of which 1 failing")
    assert report(path, "--since", "2000-01-01")[0].startswith("Asked: 0.")
    # The last line was cut off in its middle.
    text = path.read_text()
    path.write_text(text[: text.rindex(rows[-1]["checked_at"])])
    said, again = report(path)
    assert said.startswith("Asked: 1. In the report: 4,")
    assert again[-1]["address"] == rows[-1]["address"]
    assert report(path, "--since", "2999-01-01")[0].startswith("Asked: 4. In the report: 4,")


@pytest.mark.parametrize("cut", ["?a=1,", "T", "+00"])
def test_a_line_that_was_cut_off_anywhere_spoils_no_other(
    site: str, tmp_path: Path, cut: str
) -> None:
    sources(site)
    Source.objects.filter(public_id="PAPER00000").update(url=f"{site}/200?a=1,2")
    path = tmp_path / "links.csv"
    report(path)
    text = path.read_text()
    path.write_text(text[: text.rindex(cut) + len(cut)])
    missing = 5 - (len(path.read_text().splitlines()) - 2)
    assert report(path, "--since", "2000-01-01")[0].startswith(f"Asked: {missing}.")
    assert report(path)[0].startswith("Asked: 0. In the report: 5,")


def test_only_strict_calls_fail(site: str, tmp_path: Path) -> None:
    sources(site)
    path = tmp_path / "links.csv"
    with pytest.raises(CommandError, match="Addresses that fail: 1"):
        report(path, "--strict")
    # Also where the address was asked by an earlier call.
    with pytest.raises(CommandError, match="Addresses that fail: 1"):
        report(path, "--strict")
    Source.objects.filter(public_id="GONE000000").update(url="")
    assert "In the report: 3, of which 0 failing" in report(path, "--strict")[0]


def test_another_file_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="no report"):
        report(path)
    assert path.read_text() == "a,b\n1,2\n"


def test_addresses_of_one_host_wait_for_each_other(site: str, tmp_path: Path) -> None:
    sources(site)
    begun = time.monotonic()
    report(tmp_path / "links.csv", "--wait", "0.2")
    # Three waits between four addresses, and one before the second request for what is gone.
    assert time.monotonic() - begun >= 0.8
