"""Settings of the test suite: those of development, made quick and predictable."""

import os

os.environ["SIDELINES_ENV"] = "development"
os.environ["DEBUG"] = "false"

from diplomacy.settings import *  # noqa: F403

AXES_ENABLED = False  # a test about lockouts switches it on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
FACET_INDEX = False  # a test about the index builds it, in its own transaction
# Counts of queries are about pages, not about throttles; a test of the store chooses its own.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Few tests close the exports they ask for; a test of the limit sets it.
EXPORTS_AT_ONCE = EXPORTS_OF_ONE = 1000
