# Two commands do everything: `make run` and `make test`. `make help` lists the rest.

SHELL := /bin/bash
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
MESSAGES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
SOURCES := cms home forms partners tests manage.py

export PORT
export BASE_URL ?= http://localhost:$(PORT)

.PHONY: help run test test-database lint types contracts migrations-check unit e2e coverage bench fuzz openapi browser nu messages front-end format clean
.DEFAULT_GOAL := help

help: ## List what make can do
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 20

run: $(VENV)/.run $(MESSAGES) var/secret_key var/static/.collected ## Start the site with its worker; demo content on the first run
	@$(MANAGE) migrate --noinput --verbosity 0
	@$(MANAGE) demo
	@$(MANAGE) welcome
	@$(BIN)/honcho start || [ $$? = 130 ]

test: $(VENV)/.test $(MESSAGES) browser nu var/static/.collected ## Everything that must hold before a change lands
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target lint types contracts migrations-check test-database
	@$(MAKE) --no-print-directory unit
	@$(MAKE) --no-print-directory e2e

test-database: $(VENV)/.test $(MESSAGES) ## The databases that tests copy, so that no test waits for them
	@$(BIN)/python -m tests.databases site

lint: $(VENV)/.test ## Python, templates
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/djhtml --check --tabwidth 2 templates

types: $(VENV)/.test ## Static types
	$(BIN)/mypy

contracts: $(VENV)/.test ## The arrows between modules
	$(BIN)/lint-imports

migrations-check: $(VENV)/.test ## No model change without its migration
	DJANGO_SETTINGS_MODULE=cms.settings.test $(MANAGE) makemigrations --check --dry-run

unit: $(VENV)/.test $(MESSAGES) browser ## Tests of the code and of its answers
	$(BIN)/pytest -n 2 --dist loadscope -q --ignore=tests/e2e

e2e: $(VENV)/.test $(MESSAGES) browser nu var/static/.collected ## Tests of the running site in a real browser
	$(BIN)/pytest -n 2 --dist worksteal -q tests/e2e

coverage: $(VENV)/.test $(MESSAGES) ## Which branches the tests without a browser reach
	$(BIN)/coverage run -m pytest -q --ignore=tests/e2e
	$(BIN)/coverage report --skip-covered

bench: $(VENV)/.test $(MESSAGES) ## Speed, as ratios from one run
	$(BIN)/python -W ignore -m tests.bench.run
	$(BIN)/python -W ignore -m tests.bench.over_http

fuzz: $(VENV)/.test $(MESSAGES) var/static/.collected ## Ten thousand hostile requests, and ten thousand by schemathesis
	FUZZ_CASES=10000 $(BIN)/pytest -q -p no:randomly tests/fuzz tests/e2e/test_api_contract.py

openapi: $(VENV)/.test ## Agree to the API's contract as it is now: tests/snapshots/openapi.json
	UPDATE_SNAPSHOTS=1 $(BIN)/pytest -q -p no:randomly tests/api/test_openapi_document.py

clients: $(VENV)/.test ## Typed clients for Python and TypeScript, from the OpenAPI document
	@bash .ci/clients $(BIN)

browser: $(VENV)/.test ## Chromium for the browser tests
	@bash .ci/browser $(BIN)

nu: ## The Nu HTML checker for the browser tests, where there are Java and npm
	@test -f var/tools/vnu.jar || bash .ci/nu var/tools/vnu.jar

front-end: ## Build docs/examples/astro from the site that runs at BASE_URL; needs Node and npm
	cd docs/examples/astro && npm ci && SITE_URL=$(BASE_URL) npm run build

format: $(VENV)/.test ## Write the code the way the linters want it
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/djhtml --tabwidth 2 templates

messages: $(MESSAGES) ## Compile the translations of the interface

%.mo: %.po | $(VENV)/.run
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

var/secret_key:
	@mkdir -p var
	@umask 077 && $(PYTHON) -c "import secrets; print(secrets.token_urlsafe(50))" > $@

var/static/.collected: $(VENV)/.run $(shell find static -type f) cms/storage.py | var/secret_key
	@echo "Collecting static files"
	@$(MANAGE) collectstatic --noinput --clear --verbosity 0
	@touch $@

$(VENV)/bin/python:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed')"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.test: requirements-dev.txt $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean: ## Remove what the tests and tools leave behind; the database stays
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis test-results .coverage
