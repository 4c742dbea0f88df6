# Everything runs in .venv, which each target makes for itself and never twice.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
CLUSTER := $(VENV)/.cluster
TRAIN  := .venv-train

.DELETE_ON_ERROR:
.PHONY: help install cluster demo test format bench train lock clean

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(STAMP)  ## set up .venv with pinned packages and this program

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Dragoman needs Python 3.11 or newer: make PYTHON=python3.11 …" >&2; exit 1; }
	@test -x $(BIN)/python || { echo "making $(VENV) (once, a few minutes) …" >&2; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

cluster: $(CLUSTER)  ## add Ray and DuckDB, for reading with many machines

$(CLUSTER): requirements-cluster.lock $(STAMP)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements-cluster.lock
	@touch $@

demo: $(STAMP)  ## read an example page and print its brief
	@$(BIN)/dragoman read examples/river-talks-page.txt --published 2019-03-14

test: $(STAMP) $(CLUSTER)  ## lint, types, layers, tests with coverage
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist loadfile --cov --cov-report=term

format: $(STAMP)  ## put the code in form
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

bench: $(STAMP)  ## print every figure that the README quotes
	@set -e; for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script; done

train: $(TRAIN)/.installed  ## fine-tune the classifier on training/sentences (an hour or two; an environment of its own)
	@$(TRAIN)/bin/python training/train.py
	@$(MAKE) --no-print-directory install
	@$(BIN)/python training/fit_judge.py

$(TRAIN)/.installed: training/requirements.txt
	@test -x $(TRAIN)/bin/python || $(PYTHON) -m venv $(TRAIN)
	@$(TRAIN)/bin/python -m pip install -qq --disable-pip-version-check -r training/requirements.txt
	@touch $@

# Written with uv, which is no part of the environment: pip install uv. No registry address goes into the file.
lock:  ## pin all packages anew in requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --quiet --output-file requirements.lock
	$(PYTHON) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["cluster"], sep="\n")' \
	  | uv pip compile - --constraint requirements.lock --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --quiet --output-file requirements-cluster.lock
	$(PYTHON) deploy/requirements.py | uv pip compile - --constraint requirements.lock --constraint requirements-cluster.lock \
	  --python-platform linux --python-version 3.11 --generate-hashes --no-annotate \
	  --no-emit-index-url --no-emit-find-links --no-header --quiet --output-file deploy/requirements.lock

clean:  ## take away what the tools left behind, not .venv
	rm -rf .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
