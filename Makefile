# Everything below makes its own virtual environment; uv is used where it is installed.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
BRIEF ?= examples/briefs/email-researcher.de.yaml

.PHONY: draft test test-integration lint types tests eval results bench readme docs clean
.DEFAULT_GOAL := test

draft: $(VENV)/.ready  ## draft from an example brief (BRIEF=FILE for another)
	@$(BIN)/knigge draft $(BRIEF)

test: lint types tests  ## run all that CI runs

lint: $(VENV)/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.ready-dev
	$(BIN)/mypy

tests: $(VENV)/.ready-dev
	$(BIN)/pytest -n auto

test-integration: $(VENV)/.ready-integration  ## run the tests against real programs: servers, mail programs, editors, a browser
	@bash tests/integration/setup.sh
	$(BIN)/pytest tests/integration -n auto --dist loadfile

eval: $(VENV)/.ready  ## run all evaluations (SUITES="rules draft" for some, REPORT=FILE.html for a report)
	@$(BIN)/knigge eval $(SUITES) $(if $(REPORT),--report $(REPORT))

results: $(VENV)/.ready  ## write docs/results.md from today's evaluations
	@$(BIN)/knigge eval --report docs/results.md

bench: $(VENV)/.ready-dev  ## measure speed beside proselint, memory, and the cold start (MESSAGES=FILE PACKS=DIR for your own)
	$(BIN)/python -m pip install -q --disable-pip-version-check 'proselint>=0.16'
	$(BIN)/python benchmarks/speed.py $(if $(MESSAGES),--messages $(MESSAGES)) $(if $(PACKS),--packs $(PACKS))
	$(BIN)/python benchmarks/speed.py $(if $(MESSAGES),--messages $(MESSAGES)) --memory 100000
	$(BIN)/python benchmarks/cold_start.py

readme: $(VENV)/.ready-dev  ## put today's output into the README and today's tables into docs/
	$(BIN)/python tests/readme.py
	$(BIN)/python tests/verdicts.py

docs: $(VENV)/.ready-dev  ## write docs/guidelines.md from the cards, docs/api.md from the docstrings, and the schemas
	$(BIN)/python tests/guidelines.py
	$(BIN)/python tests/api.py
	$(BIN)/python tests/schemas.py

$(VENV)/.ready: pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer found. Install one, or name it: make PYTHON=/path/to/python3"; exit 2; }
	@echo "Setting up $(VENV) ..."
	@if command -v uv >/dev/null; then uv venv -q --allow-existing --python "$(PYTHON)" $(VENV) && uv pip install -q --python $(BIN)/python -e .; \
	else "$(PYTHON)" -m venv $(VENV) && $(BIN)/python -m pip install -q --disable-pip-version-check -e .; fi
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	@echo "Installing what the tests need ..."
	@if command -v uv >/dev/null; then uv pip install -q --python $(BIN)/python -e '.[dev]'; \
	else $(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'; fi
	@touch $@

$(VENV)/.ready-integration: $(VENV)/.ready-dev
	@echo "Installing what the integration tests drive ..."
	@if command -v uv >/dev/null; then uv pip install -q --python $(BIN)/python --only-binary xllamacpp -e '.[integration]'; \
	else $(BIN)/python -m pip install -q --disable-pip-version-check --only-binary xllamacpp -e '.[integration]'; fi
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
