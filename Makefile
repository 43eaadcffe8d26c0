# The commands of the project. `make` alone lists them.
PYTEST = .venv/bin/python -m pytest
COMPILE = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header $(LOCK_FLAGS)

.DEFAULT_GOAL := help
.PHONY: help setup run test test-unit test-long bench check lock

help:
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 18

setup: ## install what is missing: system packages, .venv, the locked Python packages
	@installer/setup.sh

run: ## open the window; without a screen, do the whole job and leave its pictures
	@installer/setup.sh run
	@installer/run.sh $(ARGS)

test: setup ## every test except the long ones; the same as .ci/run
	$(PYTEST) -m "not long" $(ARGS)

test-unit: setup ## the tests that draw no window and start no other process, in a few seconds
	$(PYTEST) -m "not long and not real" --ignore=tests/e2e --ignore=tests/ui \
		--ignore=tests/test_quality.py --ignore=tests/test_conftest.py $(ARGS)

test-long: setup ## the tests that take more than a minute each
	$(PYTEST) -m long $(ARGS)

bench: setup ## how long until the window can read a card, beside a bare window
	.venv/bin/python -m tests.bench

check: setup ## style, types and layers, as tests/test_quality.py sees them
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

lock: setup ## compile requirements/*.in again; LOCK_FLAGS=--upgrade for newer versions
	$(COMPILE) requirements/build.in -o requirements/build.txt
	$(COMPILE) requirements/app.in -o requirements/app.txt
	$(COMPILE) requirements/dev.in -o requirements/dev.txt
