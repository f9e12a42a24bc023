"""Django settings of Sidelines, all from the environment.

`SIDELINES_ENV=development` (the Makefile sets it) needs nothing else. Without it these are
production settings, and a missing required variable stops the start with one sentence.
`.env.example` lists every variable.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from . import database, logs, release, variables

BASE_DIR = Path(__file__).resolve().parent.parent
# Files that `manage.py write_docs` writes, and the function that returns the text of each.
WRITTEN_FILES = {BASE_DIR / ".env.example": variables.example_file}
STATE_DIR: Path = variables.STATE_DIR

DEVELOPMENT = variables.INSTALLATION.read() == "development"
if DEVELOPMENT:
    STATE_DIR.mkdir(exist_ok=True)
_value = variables.reader(in_development=DEVELOPMENT)

DEBUG = DEVELOPMENT and variables.DEBUG.read()
SECRET_KEY = _value("SECRET_KEY")
ALLOWED_HOSTS = _value("ALLOWED_HOSTS")
ALLOWED_PORTS = _value("ALLOWED_PORTS")
CSRF_TRUSTED_ORIGINS = _value("CSRF_TRUSTED_ORIGINS")
# The number of our own proxies in front: their X-Forwarded-For and -Proto are trusted.
TRUST_PROXY = _value("TRUST_PROXY")
HTTPS_ONLY = _value("HTTPS_ONLY")
# Whether a reviewer may publish their own work: for a team of one.
SIDELINES_TEAM_TOO_SMALL_FOR_TWO = _value("SIDELINES_TEAM_TOO_SMALL_FOR_TWO")
# Whether this register holds demonstration meetings; every page then says so.
SIDELINES_DEMO = _value("SIDELINES_DEMO")
# What runs: part of the ETag of every cached page, so that a new release is seen.
RELEASE: str = _value("RELEASE") or release.fingerprint(BASE_DIR, SIDELINES_DEMO)

INSTALLED_APPS = [
    "meetings.apps.MeetingsConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # its templates, for FORM_RENDERER
    "django_filters",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",  # Swagger UI from our own address
    "corsheaders",
    "csp",
    "reversion",
    "axes",
]

# Sessions and logins are lazy: a public page that does not use them sets no cookie and does not
# vary by cookie, so that shared caches may keep it.
MIDDLEWARE = [
    "diplomacy.requests.RequestIdMiddleware",  # first: every later log line carries the id
    "diplomacy.requests.HostPortMiddleware",  # before any address is made
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "diplomacy.requests.BodySizeMiddleware",  # after the login, before anything reads the body
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "meetings.time_limits.TimeLimitMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it replaces the answer to a locked-out login
]

ROOT_URLCONF = "diplomacy.urls"
WSGI_APPLICATION = "diplomacy.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "diplomacy.context.register",
            ],
        },
    }
]
# Widgets take their templates from the folders above.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database and cache

DATABASES = {"default": database.database_settings(_value)}
# What the statements of a request may take; see meetings/time_limits.py.
STATEMENT_SECONDS = _value("STATEMENT_SECONDS")
STATEMENT_SECONDS_EXPORTS = _value("STATEMENT_SECONDS_EXPORTS")
STATEMENT_SECONDS_PUBLISHING = _value("STATEMENT_SECONDS_PUBLISHING")
LOCK_SECONDS = _value("LOCK_SECONDS")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A cache per process would count requests per process for throttling, so the cache is shared.
# Throttles count in it, so it must not drop entries before they expire: with the 300 that Django
# keeps by default, a client's count is forgotten as soon as some hundred others have come.
REDIS_URL = _value("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# Whether each process counts facets from an index in its memory, about 65 bytes a meeting;
# without it the database counts, which takes seconds in a register of a million.
FACET_INDEX = _value("FACET_INDEX")

# The second reader of stories: off unless an address and a model are named.
STORY_MODEL_URL = _value("STORY_MODEL_URL")
STORY_MODEL_NAME = _value("STORY_MODEL_NAME")
STORY_MODEL_KEY = _value("STORY_MODEL_KEY")
STORY_MODEL_SECONDS = _value("STORY_MODEL_SECONDS")
STORY_MODEL_TOKENS = _value("STORY_MODEL_TOKENS")

# Logins

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator"},
    # Long enough that a single word and a number are not: guesses are slow, but never end.
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())

AXES_HANDLER = "diplomacy.logins.LoginHandler"  # which has the limits of all three
AXES_FAILURE_LIMIT = 7
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "username", "ip_address"]
AXES_LOCKOUT_CALLABLE = "diplomacy.logins.locked_out"
# Whoever goes on guessing does not keep an editor locked out.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "diplomacy.requests.client_network"
AXES_VERBOSE = False
# Who logged in, who failed, and from where: kept for some days (`manage.py tidy`), shown to
# administrators, and written to the log, so that an attack is seen. Passwords never are.
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_SENSITIVE_PARAMETERS: list[str] = []
LOGIN_LOG_DAYS = _value("LOGIN_LOG_DAYS")

# Security headers

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the admin's own stylesheets draw icons from data: addresses
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_SSL_REDIRECT = HTTPS_ONLY
# Probes come over plain HTTP from inside the network.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SESSION_COOKIE_SECURE = HTTPS_ONLY
CSRF_COOKIE_SECURE = HTTPS_ONLY
# Keeps values typed at the desk when a new login has made the form's token invalid.
CSRF_FAILURE_VIEW = "meetings.admin.site.csrf_failure"
SECURE_HSTS_SECONDS = _value("HSTS_SECONDS") if HTTPS_ONLY else 0
# We cannot promise HTTPS for sibling hosts, or for the built-in lists of browsers.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# A meeting with many participants and reports is one large form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# A captured document of some million characters; those of other scripts are sent as six bytes each.
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 2**20
STRANGERS_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**19  # as much as Django allows by itself

# The API and the exports

# Scripts of any site may read them; the answers depend on no cookies or logins.
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/(api/|meetings\.|meetings/[^/]+(/v[0-9]+)?\.)"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Link", "Content-Disposition", "Retry-After", "X-Register-Clock"]
API_RATE = _value("API_RATE")
# Tables of a selection: how many are made at once, and for how long.
EXPORTS_AT_ONCE = _value("EXPORTS_AT_ONCE")
EXPORTS_OF_ONE = _value("EXPORTS_OF_ONE")
EXPORT_SECONDS = _value("EXPORT_SECONDS")
EXPORT_STALLED_SECONDS = _value("EXPORT_STALLED_SECONDS")
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["meetings.api.throttles.ClientThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": API_RATE},
    "EXCEPTION_HANDLER": "meetings.api.problems.answer_problem",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Sidelines",
    "DESCRIPTION": "A register of diplomatic meetings: who met whom, in which office, when and "
    "where, at which summit, about what, and according to whom.",
    "VERSION": "1",
    "LICENSE": {
        "name": "CC BY 4.0",
        "identifier": "CC-BY-4.0",
    },
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PATH_CONVERTER_OVERRIDES": {
        "public_id": {"type": "string", "pattern": "^[0-9A-Za-z]{10}$"},
    },
}

# Static files

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_AUTOREFRESH = DEVELOPMENT
WHITENOISE_USE_FINDERS = DEVELOPMENT

# Language and time: stored instants are UTC; the days of meetings are plain dates.

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

LOGGING = logs.logging_settings(as_json=not DEVELOPMENT, level=_value("LOG_LEVEL"))
