"""A language model of the test itself: a server that answers as it is told, well or ill."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from meetings.intake.second.endpoint import Endpoint

KEY = "sk-test-9f2c71"
Reply = Callable[["Model"], None]


class Model(BaseHTTPRequestHandler):
    """One request to the model; ``reply`` of the class answers it."""

    reply: Reply
    asked: list[dict[str, Any]]
    ended: threading.Event
    paths: list[str]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).asked.append({**json.loads(body), "key": self.headers["Authorization"]})
        type(self).paths.append(self.path)
        with suppress(OSError):  # the reader has gone
            type(self).reply(self)
        type(self).ended.set()

    def do_GET(self) -> None:
        type(self).paths.append(self.path)
        self.say(b"{}")

    def say(self, body: bytes, status: int = 200, **headers: str) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Stay quiet."""


def says(content: object, **choice: Any) -> Reply:
    """Return the reply of a chat interface with a text, or with JSON as its text."""
    text = content if isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": text}
    body = {"choices": [{"message": message, "finish_reason": "stop", **choice}]}
    return sends(json.dumps(body).encode())


def sends(body: bytes, status: int = 200, **headers: str) -> Reply:
    """Return the reply of a server with these bytes."""
    return lambda model: model.say(body, status, **headers)


def stalls(model: Model) -> None:
    """Say nothing for longer than anybody waits."""
    model.ended.wait(5)


def drips(model: Model) -> None:
    """Send an answer byte by byte, each in time."""
    model.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not model.ended.wait(0.05):
        model.wfile.write(b" ")


def drips_headers(model: Model) -> None:
    """Send headers without end, each in time."""
    model.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not model.ended.wait(0.05):
        model.wfile.write(b"X")


def breaks_off(model: Model) -> None:
    """End the connection in the middle of an answer."""
    model.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"choices": [')
    model.close_connection = True


def breaks_off_a_part(model: Model) -> None:
    """End the connection in the middle of an answer whose length nobody knows."""
    model.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{")
    model.close_connection = True


def hangs_up(model: Model) -> None:
    """End the connection without an answer."""
    model.close_connection = True


def floods(model: Model) -> None:
    """Send bytes as long as somebody takes them."""
    model.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while True:
        model.wfile.write(b" " * 2**16)


_servers: dict[str, type[Model]] = {}


def serving_at(endpoint: Endpoint) -> type[Model]:
    """Return the server at an endpoint, with what it was asked."""
    return _servers[endpoint.url]


@contextmanager
def serving(reply: Reply, seconds: float = 5.0) -> Iterator[Endpoint]:
    """Yield the endpoint of a model that replies so."""
    ended = threading.Event()
    kept = {"reply": staticmethod(reply), "asked": [], "paths": [], "ended": ended}
    handler = type("Told", (Model,), kept)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    endpoint = Endpoint(f"http://127.0.0.1:{server.server_port}/v1", "small", KEY, seconds)
    _servers[endpoint.url] = handler
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    try:
        yield endpoint
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
