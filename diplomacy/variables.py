"""The table of environment variables, from which `.env.example` is generated.

`SIDELINES_ENV=development` (the Makefile sets it) needs no other variable. The table has all
variables that the settings, the database and gunicorn read, with meaning, default and advice.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import time
from typing import Any, Final

from . import environment
from . import environment as checks
from .variable import COLUMNS, Variable, number

STATE_DIR: Final = Path(__file__).resolve().parent.parent / "var"
INSTALLATION: Final = Variable(
    "SIDELINES_ENV",
    environment.env.str,
    "the kind of installation, production (the default) or development",
    "production",
    "production",
    validate=checks.environment_name,
)
DEBUG: Final = Variable(
    "DEBUG", environment.env.bool, "whether errors show their details", "false", default=True
)

_REQUIRED_ONES = (
    Variable(
        "SECRET_KEY",
        environment.env.str,
        "the key that signs logins, at least 50 characters that nobody can guess",
        "$(openssl rand -base64 48)",
        development="development-only-" + "not-a-secret-" * 4,
        validate=checks.long_enough,
        advice="Signs logins; at least 50 characters: openssl rand -hex 32",
        shown="",
        is_set=True,
    ),
    Variable(
        "ALLOWED_HOSTS",
        environment.env.list,
        "the host names the register answers to, separated by commas, without port or scheme",
        "sidelines.example.org",
        development=["localhost", "127.0.0.1", "[::1]"],
        validate=checks.host_names,
        advice="Host names the register answers to, separated by commas, without port or scheme.\n"
        "Probes of /healthz and /readyz must send one of them as their Host, too.",
        is_set=True,
    ),
    Variable(
        "POSTGRES_PASSWORD",
        environment.env.str,
        "the password of the database in docker-compose.yml",
        "$(openssl rand -hex 24)",
        advice="For `docker compose`, which builds DATABASE_URL from it; letters and digits: "
        "openssl rand -hex 24",
        shown="",
        is_set=True,
    ),
    Variable(
        "DATABASE_URL",
        checks.supported_database,
        "the address of the PostgreSQL or SQLite database",
        "postgres://sidelines:password@db:5432/sidelines",
        development=f"sqlite:///{STATE_DIR / 'sidelines.sqlite3'}",
        advice="Without compose, the database itself: postgres://USER:PASSWORD@HOST:5432/NAME,\n"
        "or sqlite:////absolute/path/sidelines.sqlite3 for one process on one machine.",
        shown="",
    ),
)
_OPTIONAL_ONES = (
    # The number of our own proxies in front: their X-Forwarded-For and -Proto are trusted.
    Variable(
        "TRUST_PROXY",
        environment.env.int,
        "the number of our own proxies in front of the application (0 when there is none)",
        "1",
        default=0,
        validate=checks.not_negative,
        advice="How many proxies of ours stand in front (0 when there is none). What they say "
        "about the client's address and HTTPS is believed, so they must set X-Forwarded-For "
        "and -Proto.",
        is_set=True,
    ),
    Variable(
        "HTTPS_ONLY",
        environment.env.bool,
        "whether plain HTTP is redirected and cookies are kept to HTTPS",
        "true",
        default=True,
        development=False,
        advice="Redirect plain HTTP and keep cookies to HTTPS; false only to try things out, and "
        "then with ALLOWED_PORTS=8000.",
    ),
    number(
        "HSTS_SECONDS",
        int(timedelta(days=365).total_seconds()),
        "how many seconds browsers remember to use HTTPS only",
        "How long browsers remember to use HTTPS only.",
    ),
    Variable(
        "CSRF_TRUSTED_ORIGINS",
        environment.env.list,
        "the further origins whose forms are accepted, with scheme, separated by commas",
        "https://desk.example.org",
        default=[],
        validate=checks.origins,
        advice="Further origins whose forms are accepted, with scheme.",
        shown="",
    ),
    Variable(
        "ALLOWED_PORTS",
        environment.env.list,
        "the ports that addresses of the register may have, separated by commas",
        "8443",
        default=[],
        advice="Ports that readers see in addresses of the register, where they are not those of "
        "HTTP and HTTPS. Any other port in a request's Host is left out of what is answered.",
        shown="",
    ),
    number(
        "LOGIN_LOG_DAYS",
        90,
        "how many days logins and failed logins are kept, with name and address",
        "Days that logins and failed logins are kept, with name and address, until "
        "`manage.py tidy` deletes them.",
    ),
    Variable(
        "REDIS_URL",
        environment.env.str,
        "the address of the shared cache",
        "redis://cache:6379/0",
        default="",
        advice="A shared cache; without it the database keeps it.",
    ),
    Variable(
        "FACET_INDEX",
        environment.env.bool,
        "whether facets are counted from an index in memory",
        "true",
        default=True,
        advice="Count facets from an index in each process's memory, about 65 bytes a meeting; "
        "without it the database counts, which takes seconds in a register of a million.",
    ),
    Variable(
        "SIDELINES_TEAM_TOO_SMALL_FOR_TWO",
        environment.env.bool,
        "whether reviewers may publish their own work",
        "false",
        default=False,
        advice="Reviewers may publish their own work: for a team of one.",
    ),
    Variable(
        "SIDELINES_DEMO",
        environment.env.bool,
        "whether this is a demonstration, which every page then says",
        "false",
        default=False,
        development=True,
        advice="This is a demonstration: every page says so, and `manage.py load_demo --yes` may "
        "be used.",
    ),
    # Part of the ETag of every cached page, so that a new release is seen.
    Variable(
        "RELEASE",
        environment.env.str,
        "a name of the release that runs, different after every deployment",
        "$(git rev-parse --short HEAD)",
        default="",
        development=f"development-{time():.0f}",
        advice="A name of what runs; a new value makes every cached page be fetched anew. Empty: "
        "made of the code, the templates and the packages, the same on every node.",
        shown="",
    ),
    Variable(
        "API_RATE",
        environment.env.str,
        "how often one client may ask the API: a number of requests per second, minute or hour",
        "60/min",
        default="60/min",
        validate=checks.request_rate,
        advice="How often one client may ask the API.",
    ),
    number(
        "EXPORTS_AT_ONCE",
        3,
        "how many tables of a selection are made at once, in all processes together",
        "How many tables (CSV, XLSX, JSON) are made at once, in all processes together. Each keeps "
        "a thread and half a processor busy: leave threads for the pages.",
    ),
    number(
        "EXPORTS_OF_ONE",
        2,
        "how many tables one client may take at once",
        "How many of them one client may take at once.",
    ),
    number(
        "EXPORT_SECONDS",
        300,
        "the seconds after which an export is given up",
        "Seconds after which a table is given up.",
    ),
    number(
        "EXPORT_STALLED_SECONDS",
        60,
        "the seconds after which a reader who takes nothing of an export is dropped",
        "Seconds after which a reader of a table who takes nothing is dropped.",
    ),
    Variable(
        "LOG_LEVEL",
        environment.env.str,
        "the least severe level that is logged",
        "INFO",
        default="INFO",
        validate=checks.log_level,
        advice="The least severe level that is logged.",
    ),
)
_DATABASE_POOL = (
    number(
        "DATABASE_POOL_MIN",
        1,
        "how many connections a process keeps open",
        "Connections that each process keeps open.",
    ),
    number(
        "DATABASE_POOL_MAX",
        8,
        "how many connections a process may open",
        "Connections that each process may open; allow one for each thread.",
    ),
    number(
        "DATABASE_POOL_TIMEOUT",
        3,
        "the seconds to wait for a connection",
        "Seconds to wait for a free connection.",
    ),
)
_TIME_LIMITS = (
    number(
        "STATEMENT_SECONDS",
        20,
        "the seconds that a statement of a request may take",
        "Seconds that a statement of a request may take; on SQLite, all statements of a request.",
    ),
    number(
        "STATEMENT_SECONDS_EXPORTS",
        120,
        "the seconds that a statement of an export or of the facet index may take",
        "The same for tables of a selection, and for building the facet index.",
    ),
    number(
        "STATEMENT_SECONDS_PUBLISHING",
        120,
        "the seconds that a statement of a publication may take",
        "The same for publishing.",
    ),
    number(
        "LOCK_SECONDS",
        10,
        "the seconds that a request waits for what another one is changing",
        "Seconds that a request waits for what another one is changing (PostgreSQL).",
    ),
)
_SERVER = (
    Variable(
        "BIND",
        environment.env.str,
        "the address and port that the server listens on",
        "127.0.0.1:8000",
        default="127.0.0.1:8000",
        advice="The address and port that the server listens on: only this machine's own. Whoever "
        "reaches it past the proxy may say anything in X-Forwarded-For. (The container sets "
        "0.0.0.0:8000; compose publishes it on 127.0.0.1.)",
    ),
    number("WEB_WORKERS", 2, "the number of worker processes", "Processes."),
    number("WEB_THREADS", 4, "the number of threads of each worker", "Threads of each process."),
    number(
        "WEB_TIMEOUT",
        60,
        "the seconds after which a silent worker is replaced",
        "Seconds after which a process that no longer answers is replaced.",
    ),
    number(
        "WEB_GRACEFUL_TIMEOUT",
        30,
        "the seconds to finish requests at a stop",
        "Seconds to finish requests at a stop.",
    ),
    number(
        "WEB_KEEPALIVE",
        5,
        "the seconds an idle connection stays open",
        "Seconds that an idle connection stays open.",
    ),
    number(
        "WEB_MAX_REQUESTS",
        5000,
        "the requests after which a worker is replaced",
        "Requests after which a process is replaced, so that a slow leak never adds up.",
    ),
    Variable(
        "WEB_TMP_DIR",
        environment.env.str,
        "the folder, in memory, of the heartbeats of worker processes",
        "/dev/shm",  # noqa: S108 - nothing is read from it
        default="/dev/shm",  # noqa: S108
        advice="A folder in memory, for the heartbeats of the processes.",
    ),
)
_SECOND_READER = (
    Variable(
        "STORY_MODEL_URL",
        environment.env.str,
        "the base address of a chat interface, to which texts of stories are then sent",
        "http://127.0.0.1:8080/v1",
        default="",
        validate=checks.base_address,
        advice="The base address of a language model that speaks the chat interface of OpenAI: "
        "llama.cpp, vLLM, Ollama, or a hosted one. Empty: there is no second reader, and nothing "
        "is sent. With it, the text of a story is sent there whenever an editor asks for a second "
        "reading; docs/reading.md says what else to know.",
        shown="",
    ),
    Variable(
        "STORY_MODEL_NAME",
        environment.env.str,
        "the name of the model at that address",
        "name-of-the-model",
        default="",
        advice="The name of the model there; needed, too.",
        shown="",
    ),
    Variable(
        "STORY_MODEL_KEY",
        environment.env.str,
        "the key of that interface",
        "$(cat key)",
        default="",
        validate=checks.printable,
        advice="Its key, where it asks for one.",
        shown="",
    ),
    Variable(
        "STORY_MODEL_SECONDS",
        environment.env.int,
        "the seconds after which the rules answer instead of the model",
        "45",
        default=45,
        validate=checks.positive,
        advice="Seconds after which the rules answer instead; less than the proxy in front waits.",
    ),
    Variable(
        "STORY_MODEL_TOKENS",
        environment.env.int,
        "the tokens that an answer of the model may have",
        "4000",
        default=4000,
        validate=checks.positive,
        advice="Tokens that an answer may have; a meeting takes a few hundred.",
    ),
)
_SECTIONS = {
    "Required": _REQUIRED_ONES,
    "Optional, with their defaults": _OPTIONAL_ONES,
    "A second reader of stories; off by default": _SECOND_READER,
    "Connections to PostgreSQL": _DATABASE_POOL,
    "Time limits of requests; commands have none": _TIME_LIMITS,
    "The application server": _SERVER,
}
VARIABLES: Final = {
    variable.name: variable
    for variable in (INSTALLATION, DEBUG, *(row for rows in _SECTIONS.values() for row in rows))
}


def reader(*, in_development: bool) -> Callable[[str], Any]:
    """Return a function from the name of a variable to its value; see ``Variable.read``."""
    return lambda name: VARIABLES[name].read(in_development=in_development)


def example_file() -> str:
    """Return the text of `.env.example`."""
    lines = [
        "# Settings of an installation. Copy to .env for `docker compose`, or export them.",
        "# `make run` needs none of them. Written by `manage.py write_docs`.",
    ]
    for title, rows in _SECTIONS.items():
        lines += ["", f"# {title} ".ljust(COLUMNS, "-"), ""]
        for row in rows:
            lines += row.lines()
    return "\n".join(lines) + "\n"
