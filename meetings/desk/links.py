"""Whether an address on the web still opens: asked politely, and never of private networks.

Nothing is read of a document: HEAD is asked, and GET where that is not answered well, and the
connection is closed after the headers. Proxies of the environment are not used.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

_MOST_REDIRECTS = 10
_LONGEST = 8000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Answers to programs rather than about the document: log in, forbidden, too many requests.
_REFUSES_PROGRAMS = frozenset({401, 403, 429})
_HEADERS = {"User-Agent": "Sidelines link check", "Accept": "*/*", "Connection": "close"}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# All addresses of IPv6 that the internet routes.
_ROUTED = ipaddress.ip_network("2000::/3")
# What is not escaped again: everything that an address may hold, and its own escapes.
_SAFE = "%/:?#[]@!$&'()*+,;=~"

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Manners:
    """How to ask: seconds for one request, seconds between two of one host, private networks."""

    timeout: float = 20.0
    wait: float = 2.0
    allow_private: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of an address.

    ``status`` is the last answer, None without one; ``final`` the address that gave it;
    ``redirect`` the status of the first redirect; ``error`` says why there is no answer.
    """

    status: int | None = None
    final: str = ""
    redirect: int | None = None
    error: str = ""

    @property
    def refuses_programs(self) -> bool:
        """Whether the site answers browsers only, so that the answer tells nothing."""
        return self.status in _REFUSES_PROGRAMS

    @property
    def fails(self) -> bool:
        """Whether nobody can open the address."""
        return self.status is None or (self.status >= 400 and not self.refuses_programs)


class Unreachable(Exception):
    """Nothing can be asked there: an unknown host, no web address, a private network."""


class Unanswered(Exception):
    """The server was reached, and gave no answer that can be read."""


# How the reason begins where a second request would not help.
_FINAL = "cannot be asked: "


def check(address: str, manners: Manners) -> Outcome:
    """Return what an address answers; what goes wrong is in the outcome, nothing is raised."""
    outcome = _ask("HEAD", address, manners)
    if outcome.status == 429 or outcome.error.startswith(_FINAL):
        return outcome
    if outcome.fails or outcome.refuses_programs:
        # Many servers know no HEAD, and answer it with an error or not at all.
        time.sleep(manners.wait)
        return _ask("GET", address, manners)
    return outcome


def _ask(method: str, address: str, manners: Manners) -> Outcome:
    """Follow redirects from ``address`` to an answer."""
    redirect = None
    for _ in range(_MOST_REDIRECTS + 1):
        try:
            status, location = _answer(method, address, manners)
        except Unreachable as error:
            return Outcome(None, address, redirect, f"{_FINAL}{error}")
        except Unanswered as error:
            return Outcome(None, address, redirect, str(error))
        if status not in _REDIRECTS or not location:
            return Outcome(status, address, redirect)
        redirect = redirect or status
        address = _joined(address, location)
    return Outcome(None, address, redirect, f"more than {_MOST_REDIRECTS} redirects")


def _joined(address: str, location: str) -> str:
    """Return the address to which a redirect leads; one that cannot be asked as it stands."""
    with suppress(UnicodeError):
        # Headers are read as Latin-1, and many servers send UTF-8.
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(address, location)
    except ValueError:
        return location


def _answer(method: str, address: str, manners: Manners) -> tuple[int, str]:
    """Return status and redirect of one request."""
    parts = _parts(address)
    connection = _connection(parts, manners)
    path = quote(parts.path or "/", safe=_SAFE)
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    # The timeout of a socket is for each read: a server that sends bit by bit is ended by this.
    alarm = threading.Timer(manners.timeout, _end, [connection])
    begun = time.monotonic()
    try:
        alarm.start()
        connection.request(method, path + query, headers=_HEADERS)
        response = connection.getresponse()
        return response.status, response.getheader("Location") or ""
    except http.client.InvalidURL as error:
        raise Unreachable(str(error)) from error
    except (OSError, http.client.HTTPException) as error:
        late = isinstance(error, TimeoutError) or time.monotonic() - begun >= manners.timeout
        reason = f"no answer in {manners.timeout:g} seconds" if late else _reason(error)
        raise Unanswered(reason) from error
    finally:
        alarm.cancel()
        connection.close()


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return f"TLS: {error.reason or error}"
    text = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _end(connection: http.client.HTTPConnection) -> None:
    if connection.sock is not None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # closed already


def _parts(address: str) -> SplitResult:
    if len(address) > _LONGEST:
        raise Unreachable(f"more than {_LONGEST} characters")
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises for what is no number
    except ValueError as error:
        raise Unreachable(f"no web address ({error})") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Unreachable("no web address")
    if re.search(r"[\x00-\x20\x7f]", parts.netloc):
        raise Unreachable("no host name")
    return parts


def _connection(parts: SplitResult, manners: Manners) -> http.client.HTTPConnection:
    """Return a connection to one of the addresses of a host, looked up once and checked.

    It connects to the very address that was checked: a second look-up might give another.
    """
    host = parts.hostname or ""
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    try:
        name = host if ":" in host else host.encode("idna").decode()
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"unknown host {host}") from error
    numbers = [str(target[0]) for *_, target in found]
    if not manners.allow_private and not all(map(is_public, numbers)):
        raise Unreachable(f"{host} is in a private network")
    options: dict[str, Any] = {"port": port, "timeout": manners.timeout}
    if secure:
        context = ssl.create_default_context()
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            name, context=context, **options
        )
    else:
        connection = http.client.HTTPConnection(name, **options)
    # The hook with which http.client opens its socket; the name stays for TLS and “Host”.
    connection._create_connection = partial(_opened, numbers)  # type: ignore[attr-defined]  # noqa: SLF001
    return connection


def _opened(numbers: list[str], target: tuple[str, int], *more: Any) -> socket.socket:
    """Return a socket to the first of the numbers that takes it, at the port of ``target``."""
    failure: OSError = OSError("no address")
    for number in dict.fromkeys(numbers):
        try:
            return socket.create_connection((number, target[1]), *more)
        except OSError as error:
            failure = error
    raise failure


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public internet, also where it holds another."""
    address: _Address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
        if address not in _ROUTED:
            return False
    return address.is_global and not address.is_multicast
