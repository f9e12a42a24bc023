"""Guessing passwords: limited by name and by network, told when to come back, and on record."""

import logging
from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _locks(settings: Settings) -> None:
    settings.AXES_ENABLED = True
    User.objects.create_superuser("chief", password="the right one")


def log_in(name: str, password: str, address: str, **headers: str) -> int:
    form = {"username": name, "password": password}
    response = Client().post("/admin/login/", form, REMOTE_ADDR=address, headers=headers)
    return response.status_code


def test_one_account_is_guessed_at_from_many_addresses_of_one_network() -> None:
    answers = [log_in("chief", "wrong", f"2001:db8:1:2::{n:x}") for n in range(8)]
    assert answers == [200] * 6 + [429] * 2
    assert log_in("chief", "the right one", "2001:db8:1:2:ffff::1") == 429
    assert log_in("chief", "the right one", "2001:db8:1:3::1") == 302


def test_one_account_is_guessed_at_from_many_networks() -> None:
    answers = [log_in("chief", "wrong", f"192.0.2.{n}") for n in range(21)]
    assert answers == [200] * 19 + [429] * 2
    assert log_in("chief", "the right one", "203.0.113.5") == 429


def test_many_accounts_are_guessed_at_from_one_address() -> None:
    answers = [log_in(f"name{n}", "wrong", "192.0.2.1") for n in range(31)]
    assert answers == [200] * 29 + [429] * 2
    assert log_in("chief", "the right one", "192.0.2.1") == 429
    assert log_in("chief", "the right one", "203.0.113.5") == 302


def test_an_own_account_does_not_buy_more_guesses_at_others() -> None:
    User.objects.create_user("guesser", password="my own one", is_staff=True)
    answers = []
    for number in range(15):
        answers += [log_in(f"name{number}", guess, "192.0.2.1") for guess in ("a", "b")]
        answers.append(log_in("guesser", "my own one", "192.0.2.1"))
    assert answers[-1] == 429


def test_what_x_forwarded_for_says_does_not_matter_without_a_proxy(settings: Settings) -> None:
    settings.TRUST_PROXY = 0
    answers = [
        log_in("chief", "wrong", "192.0.2.1", **{"X-Forwarded-For": f"198.51.100.{n}"})
        for n in range(7)
    ]
    assert answers[-1] == 429


def test_a_mistyped_password_is_forgotten_after_the_right_one() -> None:
    for _ in range(3):
        assert [log_in("chief", "wrong", "192.0.2.1") for _ in range(6)] == [200] * 6
        assert log_in("chief", "the right one", "192.0.2.1") == 302


def test_guesses_during_a_lock_do_not_prolong_it() -> None:
    for _ in range(7):
        log_in("chief", "wrong", "192.0.2.1")
    before = AccessAttempt.objects.get().attempt_time
    assert log_in("chief", "wrong", "192.0.2.1") == 429
    assert AccessAttempt.objects.get().attempt_time == before


def test_a_lock_says_when_to_come_back() -> None:
    for _ in range(7):
        response = Client().post("/admin/login/", {"username": "chief", "password": "wrong"})
    assert (response.status_code, response["Retry-After"]) == (429, "900")
    assert response["Cache-Control"] == "no-store"
    assert "a quarter of an hour" in response.content.decode()


def test_an_attack_is_on_record_and_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="axes"):
        for _ in range(7):
            log_in("chief", "sesame-wrong", "192.0.2.1")
        log_in("chief", "the right one", "203.0.113.5")
    failures = AccessFailureLog.objects.values_list("username", "ip_address", "locked_out")
    assert set(failures) == {("chief", "192.0.2.1", False), ("chief", "192.0.2.1", True)}
    assert AccessLog.objects.get().ip_address == "203.0.113.5"
    assert "chief" in caplog.text
    assert "192.0.2.1" in caplog.text
    assert "sesame" not in caplog.text
    assert not any("sesame" in row.post_data for row in AccessAttempt.objects.all())


def test_records_are_kept_for_some_days(settings: Settings) -> None:
    settings.LOGIN_LOG_DAYS = 10
    log_in("chief", "wrong", "192.0.2.1")
    log_in("chief", "the right one", "192.0.2.1")
    call_command("tidy")
    assert (AccessFailureLog.objects.count(), AccessLog.objects.count()) == (1, 1)
    earlier = timezone.now() - timedelta(days=11)
    AccessFailureLog.objects.update(attempt_time=earlier)
    AccessLog.objects.update(attempt_time=earlier)
    call_command("tidy")
    assert (AccessFailureLog.objects.count(), AccessLog.objects.count()) == (0, 0)


def test_administrators_see_the_records(settings: Settings) -> None:
    settings.AXES_ENABLED = False
    client = Client()
    client.force_login(User.objects.get(username="chief"))
    for name in ("accessattempt", "accessfailurelog", "accesslog"):
        assert client.get(f"/admin/axes/{name}/").status_code == 200


@pytest.mark.parametrize("password", ["meeting1", "sidelines", "12345678901234"])
def test_a_password_that_is_soon_guessed_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)
