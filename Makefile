# `make run` and `make test` need nothing before them but Python 3.11 to 3.13, make and a
# connection to the Python package index. `make help` lists the rest.

VENV ?= .venv
PORT ?= 8501
ARGS ?=
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
CHECKED := app.py graphlib pages

# The first Python on the path whose version is supported; `make PYTHON=... run` overrules it.
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	if $$python -c "$(SUPPORTED)" 2>/dev/null; then echo $$python; break; fi; done)

.DEFAULT_GOAL := help
.PHONY: help run test lint format types check bench nightly lock examples venv venv-test browser clean

help:  ## list what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /\1|/' | \
		awk -F'|' '{ printf "make %-10s %s\n", $$1, $$2 }'

run: venv $(VENV)/compiled  ## start the app on this machine only (PORT=8501)
	@echo "Passerelle: http://127.0.0.1:$(PORT)  (stop with Ctrl+C)"
	@$(BIN)/python -m streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT)

test: venv-test browser  ## run every test, those in a browser included (ARGS="-k silos")
	$(BIN)/python -m pytest $(ARGS)

lint: venv-test  ## find faults of style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: venv-test  ## put the code into the house form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: venv-test  ## check the types
	$(BIN)/mypy $(CHECKED)

check: lint types  ## lint and types

bench: venv-test  ## time reading, the main job, each measure beside its peers, and growth (ARGS="--sizes 692")
	$(BIN)/python tests/benchmarks/reading.py
	$(BIN)/python tests/benchmarks/main_job.py $(ARGS)
	$(BIN)/python tests/benchmarks/measures.py $(ARGS)
	$(BIN)/python tests/benchmarks/growth.py $(ARGS)

nightly: venv-test browser  ## every test, with long searches for counterexamples
	HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest $(ARGS)

examples: venv  ## write the example programmes anew
	$(BIN)/python data/make_examples.py

# Locks hold every package at one version for Python 3.11 to 3.13 on all systems. They are made
# from the ranges in pyproject.toml; add UPGRADE=--upgrade to move to the newest releases.
UPGRADE ?=
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links $(UPGRADE)
lock: venv  ## write requirements.txt and requirements-test.txt from pyproject.toml
	$(PIP) install "uv>=0.9"
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) --group pyproject.toml:test --constraint requirements.txt --output-file requirements-test.txt

# A copy of the lock beside what was installed from it tells whether it changed: file times do
# not, since a fresh checkout sets them all.
venv:
	@if [ ! -x $(BIN)/python ] || ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		if [ -z "$(PYTHON)" ] || ! $(PYTHON) -c "$(SUPPORTED)" 2>/dev/null; then \
			echo "Passerelle needs Python 3.11, 3.12 or 3.13; this machine has: $$(python3 --version 2>&1)." >&2; \
			echo "Install one, or name it: make run PYTHON=/path/to/python3.13" >&2; exit 1; fi; \
		$(PYTHON) -m venv --clear $(VENV) || { \
			echo "Python could not make an environment (on Debian: apt-get install python3-venv)." >&2; exit 1; }; fi
	@cmp -s requirements.txt $(VENV)/installed.txt || { \
		echo "Installing what Passerelle needs (a minute or two, only when it changed)"; \
		$(PIP) install --requirement requirements.txt && cp requirements.txt $(VENV)/installed.txt; }

# numba compiles the heavy sums when they are first used, and keeps them, so that the first page does
# not have to wait: a snapshot uses most of them, an analysis those that read direction and strength.
$(VENV)/compiled: $(wildcard graphlib/kernels/*.py graphlib/introductions/*.py graphlib/introductions/*/*.py) requirements.txt | venv
	@echo "Compiling the heavy sums (half a minute, only when they changed)"
	@$(BIN)/python -m graphlib snapshot data/event_programme --out $(VENV)/first.html
	@$(BIN)/python -m graphlib analyse data/event_programme --directed --weight strength \
		--out $(VENV)/first >/dev/null && touch $@

venv-test: venv
	@cmp -s requirements-test.txt $(VENV)/installed-test.txt || { \
		echo "Installing what the tests need (only when it changed)"; \
		$(PIP) install --requirement requirements-test.txt && cp requirements-test.txt $(VENV)/installed-test.txt; }

browser: venv-test
	@$(BIN)/python tests/browser/chromium.py

clean:  ## remove the environment and what tools left behind; the workspace stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
