"""One question to an endpoint, and every way in which it fails to answer."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import Settings

from meetings.intake.second import endpoint
from meetings.intake.second.endpoint import Endpoint, ask
from meetings.intake.second.errors import NoAnswer
from tests import story_model
from tests.story_model import KEY, Model, Reply, says, sends, serving, serving_at

MESSAGES = [{"role": "user", "content": "What?"}]
NO_CHAT = "what it sent is no answer of a chat interface"
SCHEMA: dict[str, Any] = {"type": "object"}
DESCRIBED = {
    "type": "json_schema",
    "json_schema": {"name": "answer", "strict": True, "schema": SCHEMA},
}


def refusal_of(place: Endpoint) -> str:
    with pytest.raises(NoAnswer) as refused:
        ask(place, MESSAGES, SCHEMA)
    return str(refused.value)


def test_an_answer_is_asked_for_with_key_schema_and_bounds() -> None:
    with serving(says("{}")) as place:
        assert ask(place, MESSAGES, SCHEMA) == "{}"
        (asked,) = serving_at(place).asked
    assert asked == {
        "model": "small",
        "messages": MESSAGES,
        "temperature": 0,
        "max_tokens": 4000,
        "response_format": DESCRIBED,
        "key": f"Bearer {KEY}",
    }


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (sends(b"no", 500), "it answered with status 500"),
        (sends(b"no", 401), "it answered with status 401"),
        (sends(b"no", 404), "it answered with status 404"),
        (sends(b"no", 400), "it answered with status 400"),
        (sends(b"", 204), "it answered with status 204"),
        (sends(b"<html>"), NO_CHAT),
        (sends(b"\xff\xfe"), NO_CHAT),
        (sends(b"[" * 500_000), NO_CHAT),
        (sends(b'{"choices": []}'), NO_CHAT),
        (sends(b'{"choices": [{"message": "hi"}]}'), NO_CHAT),
        (sends(b'{"choices": {"0": 1}}'), NO_CHAT),
        (
            sends(b"x", Content_Encoding="gzip"),
            "it sent a compressed answer, which was not asked for",
        ),
        (says("", finish_reason="stop"), "the answer is empty"),
        (says("{", finish_reason="length"), "the answer is longer than it may be, and was cut off"),
        (says("{}", finish_reason="content_filter"), "the model refused"),
        (says("{}", message={"content": None, "refusal": "No."}), "the model refused"),
        (says("{}", message={"content": [{"text": "{}"}]}), "the answer is empty"),
        (story_model.breaks_off, "the connection failed (IncompleteRead)"),
        (story_model.breaks_off_a_part, "the connection failed (IncompleteRead)"),
        (story_model.hangs_up, "the connection failed (RemoteDisconnected)"),
        (story_model.floods, "its answer is larger than 1024 KB"),
        (sends(b" " * (2**20 + 1)), "its answer is larger than 1024 KB"),
    ],
)
def test_what_is_no_answer(reply: Reply, reason: str) -> None:
    with serving(reply) as place:
        assert refusal_of(place) == reason


@pytest.mark.parametrize(
    "reply", [story_model.stalls, story_model.drips, story_model.drips_headers]
)
def test_who_does_not_come_to_an_end_is_left_in_time(reply: Reply) -> None:
    begun = time.monotonic()
    with serving(reply, seconds=0.4) as place:
        assert refusal_of(place) == "there was none in 0.4 seconds"
    assert time.monotonic() - begun < 4


def test_a_redirect_is_not_followed() -> None:
    with serving(says("{}")) as private:
        inward = f"{private.url}/chat/completions"
        for status in (301, 302, 307, 308):
            with serving(sends(b"", status, Location=inward)) as place:
                assert refusal_of(place) == f"it answered with status {status}"
        assert serving_at(private).paths == []


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = Endpoint(f"http://127.0.0.1:{free.getsockname()[1]}/v1", "small", KEY)
        assert refusal_of(place) == "the connection failed (ConnectionRefusedError)"


def test_a_server_without_tls_is_refused_where_tls_is_asked_for() -> None:
    with serving(says("{}")) as place:
        safe = Endpoint(place.url.replace("http:", "https:"), "small", KEY, 5)
        assert refusal_of(safe) == "the connection failed (SSLError)"


def _only(*known: str) -> Reply:
    """Return the reply of a server that refuses parameters it does not know."""

    def reply(model: Model) -> None:
        asked = type(model).asked[-1].keys() - {"model", "messages", "key"}
        (says("{}") if asked <= set(known) else sends(b"unknown parameter", 400))(model)

    return reply


@pytest.mark.parametrize(
    ("known", "requests"),
    [
        (("temperature", "max_tokens", "response_format"), 1),
        (("max_completion_tokens", "response_format"), 2),
        (("max_tokens",), 3),
    ],
)
def test_parameters_that_a_server_does_not_know_are_left_out(
    known: tuple[str, ...], requests: int
) -> None:
    with serving(_only(*known)) as place:
        assert ask(place, MESSAGES, SCHEMA) == "{}"
        assert len(serving_at(place).asked) == requests


@pytest.fixture
def two_asking() -> Iterator[Endpoint]:
    """An endpoint that two threads are asking, and will not answer."""
    with serving(story_model.stalls, seconds=3) as place:
        threads = [threading.Thread(target=refusal_of, args=[place]) for _ in range(2)]
        for thread in threads:
            thread.start()
        while len(serving_at(place).asked) < 2:
            time.sleep(0.01)
        yield place
        serving_at(place).ended.set()
        for thread in threads:
            thread.join()


def test_few_stories_are_read_at_once(two_asking: Endpoint) -> None:
    assert refusal_of(two_asking) == "it is reading other stories; ask again in a minute"


def test_the_key_is_in_no_message_and_no_picture_of_the_endpoint() -> None:
    place = Endpoint("http://127.0.0.1:1/v1", "small", "broken\nkey", 1)
    assert "broken" not in repr(place)
    with serving(says("{}")) as there:
        broken = Endpoint(there.url, "small", "broken\nkey", 1)
        assert refusal_of(broken) == "the connection failed (ValueError)"
        assert serving_at(there).asked == []


def test_without_settings_there_is_no_second_reader(settings: Settings) -> None:
    assert endpoint.of_settings() is None
    settings.STORY_MODEL_URL = "http://127.0.0.1:8080/v1/"
    assert endpoint.of_settings() is None
    settings.STORY_MODEL_NAME = "small"
    settings.STORY_MODEL_KEY = KEY
    assert endpoint.of_settings() == Endpoint("http://127.0.0.1:8080/v1", "small", KEY, 45, 4000)


def test_the_path_of_the_interface() -> None:
    with serving(says("{}")) as place:
        ask(place, MESSAGES, SCHEMA)
        assert serving_at(place).paths == ["/v1/chat/completions"]
