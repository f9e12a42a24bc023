"""The endpoint of the second reader: one question over HTTP, with bounds on all that comes back.

It speaks the chat interface of OpenAI (``POST …/chat/completions``), as llama.cpp, vLLM and Ollama
do. Redirects are not followed, proxies of the environment are not used, nothing is fetched but
the answer. No error says the key, or a word of the server's.
"""

import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings

from .errors import NoAnswer

# An answer of 4,000 tokens has about 16 KB.
MOST_BYTES: Final = 2**20
# What servers say of a parameter that they or the model do not know.
_UNKNOWN_PARAMETER: Final = frozenset({400, 422, 501})
# A question keeps a thread of the process for as long as the model takes.
_AT_ONCE: Final = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Endpoint:
    """Where the model is: base address, its name there, key, seconds and tokens of an answer."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 60.0
    tokens: int = 4000


def of_settings() -> Endpoint | None:
    """Return the endpoint that the installation names, None if it has no second reader."""
    if not (settings.STORY_MODEL_URL and settings.STORY_MODEL_NAME):
        return None
    return Endpoint(
        settings.STORY_MODEL_URL.rstrip("/"),
        settings.STORY_MODEL_NAME,
        settings.STORY_MODEL_KEY,
        settings.STORY_MODEL_SECONDS,
        settings.STORY_MODEL_TOKENS,
    )


def ask(endpoint: Endpoint, messages: list[dict[str, str]], schema: dict[str, Any]) -> str:
    """Return what the model says to ``messages``: JSON of ``schema``, if it does as it is told.

    All attempts together take at most the seconds of the endpoint. Raises NoAnswer.
    """
    if not _AT_ONCE.acquire(blocking=False):
        raise NoAnswer("it is reading other stories; ask again in a minute")
    try:
        return _ask(endpoint, messages, schema)
    finally:
        _AT_ONCE.release()


def _ask(endpoint: Endpoint, messages: list[dict[str, str]], schema: dict[str, Any]) -> str:
    deadline = time.monotonic() + endpoint.seconds
    status = 0
    for parameters in _attempts(endpoint, schema):
        content = {"model": endpoint.model, "messages": messages, **parameters}
        status, body = _post(endpoint, json.dumps(content).encode(), deadline)
        if status == 200:
            return _said(body)
        if status not in _UNKNOWN_PARAMETER:
            break
    raise NoAnswer(f"it answered with status {status}")


def _attempts(endpoint: Endpoint, schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the parameters of a request: the usual, those of newer models, and the fewest."""
    described = {
        "type": "json_schema",
        "json_schema": {"name": "answer", "strict": True, "schema": schema},
    }
    yield {"temperature": 0, "max_tokens": endpoint.tokens, "response_format": described}
    yield {"max_completion_tokens": endpoint.tokens, "response_format": described}
    yield {"max_tokens": endpoint.tokens}


def _post(endpoint: Endpoint, body: bytes, deadline: float) -> tuple[int, bytes]:
    """Return status and body of an answer; the body of a refusal is not read."""
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": "Sidelines",
        "Connection": "close",
    }
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    try:
        with _connected(endpoint, deadline) as connection:
            path = urlsplit(endpoint.url).path + "/chat/completions"
            connection.request("POST", path, body, headers)
            with connection.getresponse() as response:
                if response.status != 200:
                    return response.status, b""
                return 200, _read(response, deadline)
    except (OSError, http.client.HTTPException, ValueError) as error:
        # Messages of these may hold a header, and so the key: only the kind is told.
        if isinstance(error, TimeoutError) or time.monotonic() >= deadline:
            raise NoAnswer(f"there was none in {endpoint.seconds:g} seconds") from None
        raise NoAnswer(f"the connection failed ({type(error).__name__})") from None


@contextmanager
def _connected(endpoint: Endpoint, deadline: float) -> Iterator[http.client.HTTPConnection]:
    """Yield a connection that is ended at the deadline, whatever it does then."""
    parts = urlsplit(endpoint.url)
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    kind: type[http.client.HTTPConnection] = http.client.HTTPConnection
    options: dict[str, Any] = {"port": parts.port, "timeout": left}
    if parts.scheme == "https":
        kind = http.client.HTTPSConnection
        options["context"] = ssl.create_default_context()
    connection = kind(parts.hostname or "", **options)
    # The time-out of a socket is for each read: who sends bit by bit is ended by the alarm. The
    # connection forgets its socket when the answer begins, so it is kept here.
    kept: list[socket.socket] = []
    alarm = threading.Timer(left, lambda: _end(connection.sock or next(iter(kept), None)))
    alarm.daemon = True
    alarm.start()
    try:
        connection.connect()
        kept.append(connection.sock)
        yield connection
    finally:
        alarm.cancel()
        connection.close()


def _end(connected: socket.socket | None) -> None:
    try:
        if connected is not None:
            connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # closed already


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    if response.getheader("Content-Encoding", "identity") != "identity":
        raise NoAnswer("it sent a compressed answer, which was not asked for")
    body = response.read(MOST_BYTES + 1)
    if time.monotonic() >= deadline:
        raise TimeoutError  # the alarm looks like the end of an answer
    if len(body) > MOST_BYTES:
        raise NoAnswer(f"its answer is larger than {MOST_BYTES // 1024} KB")
    length = response.getheader("Content-Length", "")
    if length.isdecimal() and len(body) < int(length):
        raise http.client.IncompleteRead(b"")
    return body


def _said(body: bytes) -> str:
    """Return the text of an answer of the chat interface. Raises NoAnswer."""
    try:
        choice = json.loads(body)["choices"][0]
        message = choice["message"]
        content, refusal = message.get("content"), message.get("refusal")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise NoAnswer("what it sent is no answer of a chat interface") from None
    reason = choice.get("finish_reason")
    if refusal or reason == "content_filter":
        raise NoAnswer("the model refused")
    if reason == "length":
        raise NoAnswer("the answer is longer than it may be, and was cut off")
    if not isinstance(content, str) or not content.strip():
        raise NoAnswer("the answer is empty")
    return content
