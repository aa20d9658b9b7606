# `make sandbox` and `make test` set up everything they need; nothing has to be installed first but Python and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: sandbox test test-all fuzz bench chaos soak check format reference lock clean

sandbox: $(READY)  ## the whole bot on this machine, with a Discord and a relay of its own
	$(BIN)/easel sandbox

test: $(READY)  ## all tests but the slow ones
	$(BIN)/pytest

test-all: $(READY)  ## every test; takes half an hour
	$(BIN)/pytest -m ""

FILES ?= 20000
SEED ?= 1
fuzz: $(READY)  ## mutated image files through the decoders: make fuzz FILES=500 SEED=2
	$(BIN)/python -m tests.fuzz --files $(FILES) --seed $(SEED)

bench: $(READY)  ## docs/performance.md: every figure beside its target, and how it grows
	$(BIN)/python -m benchmarks --write

MINUTES := 10
SEED := 1
chaos: $(READY)  ## kills, pauses and faults at random, and one table; MINUTES=10 SEED=1
	$(BIN)/python -m chaos --minutes $(MINUTES) --seed $(SEED)

soak: $(READY)  ## the bot at work for MINUTES=10, and what has grown: memory, open files, tasks
	$(BIN)/python -m benchmarks.load.soak --minutes $(MINUTES)

check: $(READY)  ## lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

reference: $(READY)  ## the README's commands, settings and choices, from the code
	$(BIN)/python -m docs.command_reference

# Universal: one file for every platform and Python from 3.11 on. requirements-run.lock is the part the bot needs to run.
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock" \
	--python-version 3.11 pyproject.toml
lock: $(VENV)/.uv
	$(LOCK) --upgrade --extra sandbox --extra bench --extra dev --output-file requirements.lock
	$(LOCK) --constraint requirements.lock --output-file requirements-run.lock

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.uv:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info
