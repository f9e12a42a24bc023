# Everything a developer does here. `make` alone lists the targets.

PORT ?= 8000
HOST ?= 127.0.0.1
# Of `make bench`: registers to measure; those not named are made, of so many meetings.
MEETINGS ?= 100000
DATABASE_SQLITE ?=
DATABASE_POSTGRESQL ?=
ARGUMENTS ?=
PYTHONS ?= python3 python3.13 python3.12 python3.11

VENV := .venv
PYTHON := $(VENV)/bin/python
PEERS := var/bench/venv
SERVED := var/bench/served
MANAGE := $(PYTHON) manage.py
PIP_INSTALL := -m pip install -qq --no-input --disable-pip-version-check --require-hashes -r
INSTALL := $(PYTHON) $(PIP_INSTALL)
PYTEST := $(PYTHON) -m pytest -q
QUICK := -m "not thorough" --ignore=tests/browser
COMPILE := $(PYTHON) -m uv pip compile -q --no-config --system-certs --universal --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url --no-emit-find-links --upgrade

export SIDELINES_ENV := development

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint types test-sqlite test-postgresql thorough crawl-accept browser bench \
	format docs lock reset

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r target text; do printf '  make %-16s %s\n' "$$target" "$$text"; done

run: $(VENV)/.runtime ## set up what is missing, then serve at HOST:PORT (127.0.0.1:8000)
	@$(MANAGE) set_up
	@$(MANAGE) runserver $(HOST):$(PORT)

test: lint types test-sqlite test-postgresql ## everything but browser journeys and thorough tests

lint: $(VENV)/.development ## style, templates, forgotten migrations
	@$(PYTHON) -m ruff check -q .
	@$(PYTHON) -m ruff format -q --check .
	@$(PYTHON) -m djlint --quiet --lint templates
	@DATABASE_URL=sqlite://:memory: $(PYTHON) -W error manage.py check
	@DATABASE_URL=sqlite://:memory: $(MANAGE) makemigrations --check --dry-run

types: $(VENV)/.development ## mypy, strict
	@$(PYTHON) -m mypy .

test-sqlite: $(VENV)/.development ## tests on SQLite
	@DATABASE_URL=sqlite://:memory: $(PYTEST) -n auto $(QUICK)

test-postgresql: $(VENV)/.development ## tests on a throwaway PostgreSQL
	@$(PYTHON) tools/postgresql.py run -- $(PYTEST) -n auto $(QUICK)

thorough: $(VENV)/.development ## tests that take minutes, on SQLite: every public address, many examples
	@DATABASE_URL=sqlite://:memory: $(PYTEST) -n auto -m thorough --ignore=tests/browser

crawl-accept: $(VENV)/.development ## accept what public addresses answer now
	@$(PYTHON) tools/crawl.py --accept tests/crawl.json

browser: $(VENV)/.development ## journeys in Chromium
	@DATABASE_URL=sqlite://:memory: $(PYTEST) tests/browser

bench: $(VENV)/.development $(PEERS)/.installed $(SERVED)/.installed ## measure a large register beside Datasette (see bench/README.md)
	@$(PYTHON) bench/ask.py --meetings $(MEETINGS) --sqlite '$(DATABASE_SQLITE)' \
		--postgresql '$(DATABASE_POSTGRESQL)' --datasette $(PEERS)/bin/datasette \
		--python $(SERVED)/bin/python $(ARGUMENTS)

format: $(VENV)/.development ## rewrite code in the house style
	@$(PYTHON) -m ruff check -q --fix . || true
	@$(PYTHON) -m ruff format -q .

docs: $(VENV)/.development ## write what of the documents follows from the code
	@$(MANAGE) write_docs

lock: $(VENV)/.development ## compile requirements/ from pyproject.toml, newest versions
	@$(COMPILE) pyproject.toml -o requirements/runtime.txt
	@$(COMPILE) pyproject.toml --group development -c requirements/runtime.txt \
		-o requirements/development.txt
	@$(COMPILE) --group bench -o requirements/bench.txt

reset: ## throw the development database away (asks first; FORCE=1 does not)
	@if [ "$(FORCE)" != 1 ]; then \
		printf 'Throw away var/sidelines.sqlite3 and all that was entered? [y/N] '; \
		read -r answer; [ "$$answer" = y ] || { echo 'Nothing was thrown away.'; exit 1; }; \
	fi
	@rm -f var/sidelines.sqlite3 var/sidelines.sqlite3-wal var/sidelines.sqlite3-shm
	@echo 'The development database is gone; `make run` makes a new one.'

# Files inside the environment stand for what was installed, so that nothing is done twice.

$(VENV)/.created:
	@for python in $(PYTHONS); do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Creating $(VENV) with $$python"; \
			$$python -m venv --clear $(VENV) && touch $@; exit; \
		fi; \
	done; \
	echo 'Sidelines needs Python 3.11 or newer; none was found as: $(PYTHONS).' >&2; exit 1

$(VENV)/.runtime: requirements/runtime.txt | $(VENV)/.created
	@echo 'Installing what Sidelines needs to run'
	@$(INSTALL) requirements/runtime.txt
	@touch $@

$(VENV)/.development: requirements/development.txt | $(VENV)/.created
	@echo 'Installing what development needs'
	@$(INSTALL) requirements/development.txt
	@touch $(VENV)/.runtime $@

# The first prerequisite into an environment that holds nothing else.
define INTO_ITS_OWN
@$(PYTHON) -m venv --clear $(@D)
@$(@D)/bin/python $(PIP_INSTALL) $<
@touch $@
endef

$(PEERS)/.installed: requirements/bench.txt | $(VENV)/.created
	@echo 'Installing what Sidelines is compared with'
	$(INTO_ITS_OWN)

$(SERVED)/.installed: requirements/runtime.txt | $(VENV)/.created
	@echo 'Installing what production installs'
	$(INTO_ITS_OWN)
