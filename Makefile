# Two commands: `make demo` plays the bot in this terminal, `make test` runs every test.
# Each sets up the project's own .venv when that is missing or older than the pins.
# Options go along in ARGS: make demo ARGS=--jsonl, make test ARGS="-k wijk".

SHELL := /bin/sh
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help demo test lint types check ideas eval bench kills mutants always year sweep handbook picture clean
.DEFAULT_GOAL := help

help:
	@echo 'make demo    play resident and begeleider in this terminal (ARGS=...)'
	@echo 'make test    all tests, offline, on SQLite and PostgreSQL (ARGS=...)'
	@echo 'make lint    ruff: rules and layout'
	@echo 'make types   mypy, strict'
	@echo 'make check   lint, types and test, as the build server does'
	@echo 'make ideas   answer the intake for every line of a file (FILE=...)'
	@echo 'make eval    how well sentences are understood (FILE=..., ARGS=--misses)'
	@echo 'make bench   what understanding a sentence costs'
	@echo 'make kills   kill the bot at every boundary and see that nothing is lost'
	@echo 'make mutants put ten thousand faults in the content and see that check tells each'
	@echo 'make always  walk at random and see that what must always hold does (ARGS=--database, --races)'
	@echo 'make sweep   what time costs with a million open plans, and 10,000 reminders at once (ARGS=...)'
	@echo 'make year    let a year go by with 5,000 plans, faults and kills (ARGS="--dossiers 200")'
	@echo 'make handbook write the list of actions in the handbook anew'
	@echo 'make picture draw the pictures in the README and the handbook anew'
	@echo 'make clean   remove the set-up; the next command makes it anew'

demo: $(READY)
	@$(BIN)/aanspreekpunt demo $(ARGS)

test: $(READY)
	@$(BIN)/python -m pytest $(ARGS)

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY)
	@$(BIN)/mypy

check: lint types test

ideas: $(READY)
	@test -n '$(FILE)' || { echo 'Say which file: make ideas FILE=initiatives.jsonl' >&2; exit 2; }
	@$(BIN)/python -m tests.ideas '$(FILE)'

eval: $(READY)
	@test -n '$(FILE)' || { echo 'Say which file: make eval FILE=tests/eval/sentences/fresh.jsonl' >&2; exit 2; }
	@$(BIN)/python -m tests.eval '$(FILE)' $(ARGS)

bench: $(READY)
	@$(BIN)/python -m tests.bench

kills: $(READY)
	@$(BIN)/python -m tests.kills $(ARGS)

mutants: $(READY)
	@$(BIN)/python -m tests.mutants $(ARGS)

always: $(READY)
	@$(BIN)/python -m tests.always $(ARGS)

sweep: $(READY)
	@$(BIN)/python -m tests.sweep $(ARGS)

year: $(READY)
	@$(BIN)/python -m tests.year $(ARGS)

handbook: $(READY)
	@$(BIN)/python -m tests.handbook

picture: $(READY)
	@$(BIN)/python -m tests.picture

clean:
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The set-up speaks on stderr only: stdout belongs to the programs (`demo --jsonl`).
# ensurepip is what Debian leaves out of Python until python3-venv is installed.
$(READY): pyproject.toml constraints.txt
	@exec >&2; \
	for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	    $$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	        && break; \
	    python=; \
	done; \
	test -n "$$python" || { \
	    echo 'Aanspreekpunt needs Python 3.11 or newer, with venv.'; \
	    echo 'On Debian and Ubuntu: sudo apt install python3-venv'; \
	    exit 1; \
	}; \
	echo "Setting up .venv with $$python. This is done once and takes about a minute ..."; \
	$$python -m venv .venv \
	    && $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input \
	        -c constraints.txt -e '.[dev]' \
	    && touch $@
