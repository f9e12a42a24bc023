"""Production settings stop with one sentence; development needs none."""

import pytest

from tests.processes import PRODUCTION, run_python

HINT = (
    "To work on Sidelines on your own machine, use `make run`, or set SIDELINES_ENV=development.\n"
)
SECRET_KEY = (
    "it is the key that signs logins, at least 50 characters that nobody can guess, "
    "for example SECRET_KEY=$(openssl rand -base64 48). "
)
ALLOWED_HOSTS = (
    "it is the host names the register answers to, separated by commas, without port or scheme, "
    "for example ALLOWED_HOSTS=sidelines.example.org. "
)
DATABASE_URL = (
    "it is the address of the PostgreSQL or SQLite database, "
    "for example DATABASE_URL=postgres://sidelines:password@db:5432/sidelines. "
)
TRUSTED_ORIGINS = (
    "it is the further origins whose forms are accepted, with scheme, separated by commas, "
    "for example CSRF_TRUSTED_ORIGINS=https://desk.example.org. "
)
POOL = "it is how many connections a process may open, for example DATABASE_POOL_MAX=8. "
LOG_LEVEL = "it is the least severe level that is logged, for example LOG_LEVEL=INFO. "
KIND = (
    "it is the kind of installation, production (the default) or development, "
    "for example SIDELINES_ENV=production. "
)


MODEL = (
    "it is the base address of a chat interface, to which texts of stories are then sent, "
    "for example STORY_MODEL_URL=http://127.0.0.1:8080/v1. "
)


def start(environment: dict[str, str]) -> tuple[int, str]:
    done = run_python("-c", "import diplomacy.settings", environment=environment)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("SECRET_KEY", SECRET_KEY),
        ("ALLOWED_HOSTS", ALLOWED_HOSTS),
        ("DATABASE_URL", DATABASE_URL),
    ],
)
def test_a_missing_variable_stops_with_one_sentence(name: str, meaning: str) -> None:
    environment = {key: value for key, value in PRODUCTION.items() if key != name}
    expected = f"Sidelines cannot start: {name} is missing; {meaning}{HINT}"
    assert start(environment) == (1, expected)


@pytest.mark.parametrize(
    ("name", "value", "meaning"),
    [
        ("SECRET_KEY", "short", SECRET_KEY),
        ("SECRET_KEY", "", SECRET_KEY),
        ("SECRET_KEY", "a" * 60, SECRET_KEY),
        ("ALLOWED_HOSTS", "", ALLOWED_HOSTS),
        ("ALLOWED_HOSTS", "https://sidelines.example.org", ALLOWED_HOSTS),
        ("DATABASE_URL", "", DATABASE_URL),
        ("DATABASE_URL", "sidelines", DATABASE_URL),
        ("DATABASE_URL", "mysql://root@db/sidelines", DATABASE_URL),
        ("DATABASE_URL", "postgres://sidelines@db:port/sidelines", DATABASE_URL),
        ("CSRF_TRUSTED_ORIGINS", "desk.example.org", TRUSTED_ORIGINS),
        ("SIDELINES_ENV", "staging", KIND),
        ("LOG_LEVEL", "loud", LOG_LEVEL),
        ("STORY_MODEL_URL", "127.0.0.1:8080", MODEL),
        ("STORY_MODEL_URL", "file:///etc/passwd", MODEL),
        ("STORY_MODEL_URL", "https://", MODEL),
        ("STORY_MODEL_URL", "https://me:secret@model.example/v1", MODEL),
        ("STORY_MODEL_URL", "https://model.example/v1?key=secret", MODEL),
        ("STORY_MODEL_URL", "https://model.example:port/v1", MODEL),
        (
            "STORY_MODEL_KEY",
            "two words",
            "it is the key of that interface, for example STORY_MODEL_KEY=$(cat key). ",
        ),
        (
            "STORY_MODEL_SECONDS",
            "0",
            (
                "it is the seconds after which the rules answer instead of the model, "
                "for example STORY_MODEL_SECONDS=45. "
            ),
        ),
    ],
)
def test_a_malformed_variable_stops_with_one_sentence(name: str, value: str, meaning: str) -> None:
    expected = f"Sidelines cannot start: {name} is malformed; {meaning}{HINT}"
    assert start({**PRODUCTION, name: value}) == (1, expected)


def test_a_malformed_pool_size_stops_with_one_sentence() -> None:
    environment = {
        **PRODUCTION,
        "DATABASE_URL": "postgres://sidelines@db/sidelines",
        "DATABASE_POOL_MAX": "-1",
    }
    expected = f"Sidelines cannot start: DATABASE_POOL_MAX is malformed; {POOL}{HINT}"
    assert start(environment) == (1, expected)


def test_development_needs_no_variable() -> None:
    assert start({"SIDELINES_ENV": "development"}) == (0, "")


def test_empty_optional_variables_count_as_left_out() -> None:
    # As compose passes on what .env does not have.
    assert start({**PRODUCTION, "CSRF_TRUSTED_ORIGINS": "", "REDIS_URL": ""}) == (0, "")


def test_a_shared_cache_is_used_where_it_is_named() -> None:
    done = run_python(
        "-c",
        "import django; django.setup(); from django.core.cache import cache; "
        "print(type(cache._cache).__name__)",
        environment={
            **PRODUCTION,
            "DJANGO_SETTINGS_MODULE": "diplomacy.settings",
            "REDIS_URL": "redis://cache:6379/0",
        },
    )
    assert done.stdout == "RedisCacheClient\n"


def test_production_ignores_debug() -> None:
    done = run_python(
        "-c",
        "from diplomacy import settings; print(settings.DEBUG)",
        environment={**PRODUCTION, "DEBUG": "true"},
    )
    assert done.stdout == "False\n"


def test_the_deployment_check_is_clean() -> None:
    done = run_python(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING", environment=PRODUCTION
    )
    assert done.stderr == ""
    assert done.stdout == "System check identified no issues (2 silenced).\n"
    assert done.returncode == 0
