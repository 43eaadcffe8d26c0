# The commands of the project. `make` alone lists them.
PYTEST = .venv/bin/python -m pytest
BOTH_CORES = -n 2 --dist loadfile
ONE_MORE = -n 3 --dist loadfile  # than most have cores: many tests wait for a process
COMPILE = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --excludes requirements/excluded.txt $(LOCK_FLAGS)

.DEFAULT_GOAL := help
.PHONY: help setup run test test-unit test-long bench check lock translations

help:
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 18

setup: ## install what is missing: system packages, .venv, the locked Python packages
	@installer/setup.sh

run: ## open the window; without a screen, do the whole job and leave its pictures
	@installer/setup.sh run
	@installer/run.sh $(ARGS)

test: setup ## every test except the long ones; the same as .ci/run
	$(PYTEST) $(ONE_MORE) -m "not long" $(ARGS)

UNITS = tests/domain tests/procedure tests/cardreader tests/gateway
test-unit: setup ## no window, no page drawn, no database, no other process: in a few seconds
	$(PYTEST) $(BOTH_CORES) -m "not long and not real" $(UNITS) $(ARGS)

test-long: setup ## the tests that take long, and on SQLite those that start processes for seconds
	$(PYTEST) -m long $(ARGS)

bench: setup ## how long and how much: the window's start, the card, the interface (3 minutes)
	.venv/bin/python -m tests.bench $(ARGS)

check: setup ## style, types and layers, as tests/test_quality.py sees them
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

lock: setup ## compile requirements/*.in again; LOCK_FLAGS=--upgrade for newer versions
	$(COMPILE) requirements/build.in -o requirements/build.txt
	$(COMPILE) requirements/app.in -o requirements/app.txt
	$(COMPILE) requirements/dev.in -o requirements/dev.txt

TRANSLATIONS = $(sort $(wildcard resources/translations/counter_*.ts) $(NEW:%=resources/translations/counter_%.ts))
translations: setup ## after a change of the window's words: find them, compile; NEW=pt begins a language
	@.venv/bin/pyside6-lupdate -silent -tr-function-alias tr+=phrase -no-obsolete -locations none \
		-source-language fr $(sort $(shell find counter_app -name '*.py')) -ts $(TRANSLATIONS)
	@.venv/bin/pyside6-lrelease -silent $(TRANSLATIONS)
