"""The files that installations are made from."""

import re
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from diplomacy.variables import VARIABLES, example_file
from tests.processes import ROOT


@pytest.fixture
def compose() -> dict[str, Any]:
    text = (ROOT / "docker-compose.yml").read_text()
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def test_compose_has_a_database_a_migration_step_and_a_web_server(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert sorted(services) == ["db", "migrate", "web"]
    assert services["db"]["image"] == "postgres:17"
    assert services["db"]["volumes"] == ["database:/var/lib/postgresql/data"]
    assert "database" in compose["volumes"]
    assert services["db"]["healthcheck"]["test"][0] == "CMD-SHELL"


def test_the_web_server_waits_for_the_migrations(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["migrate"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert services["web"]["depends_on"] == {
        "db": {"condition": "service_healthy"},
        "migrate": {"condition": "service_completed_successfully"},
    }


def test_compose_holds_no_secret(compose: dict[str, Any]) -> None:
    for service in ("migrate", "web"):
        environment = compose["services"][service]["environment"]
        for name in ("SECRET_KEY", "ALLOWED_HOSTS"):
            assert environment[name].startswith(f"${{{name}:?set it in .env"), (service, name)
        assert ":${POSTGRES_PASSWORD:?" in environment["DATABASE_URL"]


def test_compose_hands_on_every_setting_that_the_example_describes(
    compose: dict[str, Any],
) -> None:
    example = (ROOT / ".env.example").read_text()
    described = set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", example, re.MULTILINE))
    handed = set(compose["services"]["web"]["environment"])
    # Compose makes the first into the address of the database; the image sets the second.
    own = {"POSTGRES_PASSWORD", "BIND"}
    assert sorted(described - handed - own) == []


def test_the_example_is_written_from_the_table_of_variables() -> None:
    assert (ROOT / ".env.example").read_text() == example_file()


def test_every_variable_that_compose_reads_is_in_the_example() -> None:
    interpolated = set(re.findall(r"\$\{([A-Z_]+):[-?]", (ROOT / "docker-compose.yml").read_text()))
    described = set(
        re.findall(r"^#? ?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    )
    # Compose's own port is no setting of the application.
    assert interpolated - described == {"PORT"}
    # Two that are not for an installation.
    assert set(VARIABLES) - described == {"SIDELINES_ENV", "DEBUG"}


@pytest.mark.parametrize("name", ["runtime.txt", "development.txt"])
def test_requirements_are_pinned_with_hashes_and_name_no_address(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash)", text, re.MULTILINE)
    blocks = re.split(r"\n(?=[a-z0-9])", "\n" + re.sub(r"^#.*\n", "", text))[1:]
    assert len(blocks) > 15
    for block in blocks:
        assert re.match(r"[a-z0-9.\-]+(\[[a-z,]+\])?==\S+", block), block
        # Nothing here is published as one file only; a single hash was taken from a copy.
        assert block.count("--hash=sha256:") >= 2, block


def test_development_has_all_that_runs_in_the_same_versions() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / name).read_text()
        return set(re.findall(r"^[a-z0-9.\-]+==\S+", text, re.MULTILINE))

    runtime = pins("runtime.txt")
    assert len(runtime) > 15
    assert sorted(runtime - pins("development.txt")) == []


def test_each_dependency_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    lists = re.findall(
        r"^(?:dependencies|development) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL
    )
    lines = [line for block in lists for line in block.splitlines()]
    assert len(lines) > 25
    assert [line for line in lines if not re.search(r'",\s+# \w', line)] == []


def test_the_proxy_buffers_compresses_and_sets_every_header_that_is_believed() -> None:
    lines = {
        " ".join(line.split()) for line in (ROOT / "deploy" / "nginx.conf").read_text().splitlines()
    }
    assert {
        "proxy_buffering on;",
        "proxy_request_buffering on;",
        "proxy_set_header Host $host;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
        "gzip on;",
        "gzip_proxied any;",
    } <= lines


def test_the_service_stops_after_gunicorn_does() -> None:
    unit = (ROOT / "deploy" / "sidelines.service").read_text()
    seconds = re.search(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE)
    assert seconds is not None
    assert int(seconds[1]) > VARIABLES["WEB_GRACEFUL_TIMEOUT"].default


def test_every_command_that_the_operator_is_told_exists() -> None:
    text = (ROOT / "docs" / "deploy.md").read_text()
    told = set(re.findall(r"^sidelines ([a-z_]+)", text, re.MULTILINE))
    told |= set(re.findall(r"manage\.py ([a-z_]+)", text))
    assert {"set_up", "createsuperuser", "new_epoch", "tidy", "check_register"} <= told
    assert told - set(get_commands()) == set()


def test_the_server_listens_on_loopback_and_its_container_on_all() -> None:
    assert VARIABLES["BIND"].default == "127.0.0.1:8000"
    assert "ENV BIND=0.0.0.0:8000" in (ROOT / "Dockerfile").read_text()


def test_logs_of_containers_are_rotated(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}
