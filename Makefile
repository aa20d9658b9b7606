# `make sandbox` and `make test` set up everything they need; nothing has to be installed first but Python and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# A part of that, which is enough for the sandbox: neither the tests' tools nor those that measure.
PLAYABLE := $(VENV)/.playable
PIP := $(BIN)/pip install --quiet --disable-pip-version-check

.PHONY: sandbox test test-all fuzz bench chaos soak check format reference screenshots docs lock clean

PORT ?= 8430
sandbox: $(PLAYABLE)  ## the whole bot on this machine, with a Discord and a relay of its own; PORT=8430
	@$(BIN)/python -m bot sandbox --port $(PORT)

test: $(READY)  ## all tests but the slow ones
	$(BIN)/pytest

test-all: $(READY)  ## every test; takes half an hour
	$(BIN)/pytest -m "" -n 3

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

reference: $(READY)  ## the commands, settings and choices in docs/, from the code
	$(BIN)/python -m docs.command_reference

screenshots: $(READY)  ## the pictures in docs/images, from the sandbox's page; needs Chromium
	$(BIN)/python -m docs.screenshots

docs: $(READY)  ## the documentation as a site in build/site, with every link checked
	$(BIN)/python -m docs.site

# Universal: one file for every platform and Python from 3.11 on. The other two are parts of it: what the bot needs to run,
# and what it needs with the sandbox.
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock" \
	--python-version 3.11 pyproject.toml
lock: $(VENV)/.uv
	$(LOCK) --upgrade --extra sandbox --extra bench --extra dev --extra docs --output-file requirements.lock
	$(LOCK) --constraint requirements.lock --output-file requirements-run.lock
	$(LOCK) --constraint requirements.lock --extra sandbox --output-file requirements-sandbox.lock

$(READY): requirements.lock pyproject.toml | $(BIN)/pip
	$(call install,requirements.lock,1000)
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@ $(PLAYABLE)

$(PLAYABLE): requirements-sandbox.lock | $(BIN)/pip
	$(call install,requirements-sandbox.lock,320)
	@touch $@

# Says what it does meanwhile: the first time takes a minute or more.
define install
	@echo "installing $$(grep --count '^[a-z0-9].*==' $(1)) packages (about $(2) MB in all)..."
	@$(PIP) --require-hashes --requirement $(1)
endef

$(BIN)/pip:
	@echo "making a virtual environment in $(VENV)..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.uv: | $(BIN)/pip
	$(PIP) uv
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info
