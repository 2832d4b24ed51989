# Ithaca: `make help` lists what there is.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
UV := $(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python
# Python is compiled once and not anew in every process, whatever the environment says.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/bytecode
.DEFAULT_GOAL := help
.PHONY: help run test check bench bare fast browser format messages lock assets docs clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

# --- Set-up: each step leaves a stamp, so that a second start takes no time ---

.venv/stamp-bootstrap: requirements/bootstrap.txt
	@echo "Setting up Python…"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Ithaca needs Python 3.11 or newer; name it with make PYTHON=…")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@touch $@

.venv/stamp-run: .venv/stamp-bootstrap requirements/run.txt pyproject.toml
	@$(UV) --require-hashes -r requirements/run.txt
	@$(UV) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/stamp-test: .venv/stamp-run requirements/test.txt
	@$(UV) --require-hashes -r requirements/test.txt
	@touch $@

PO := $(shell find src -name '*.po')
.venv/stamp-messages: .venv/stamp-run $(PO) scripts/messages.py
	@$(BIN)/python scripts/messages.py compile
	@touch $@

# --- Everyday ---

run: .venv/stamp-messages ## Set everything up and serve Ithaca with demo data on http://127.0.0.1:8000
	@$(BIN)/ithaca demo --if-empty
	@exec $(BIN)/ithaca serve

test: ## Set everything up and run every check and test
	@PYTHON="$(PYTHON)" scripts/test.sh

check: .venv/stamp-test .venv/stamp-messages ## Checks without tests: style, types, layers, texts
	@scripts/check.sh

fast: .venv/stamp-test .venv/stamp-messages ## Python tests without a browser, on SQLite
	@$(BIN)/pytest -n 2 --dist worksteal -m "not browser"

browser: .venv/stamp-test .venv/stamp-messages ## Browser tests, on SQLite
	@scripts/browser.sh
	@$(BIN)/pytest -n 3 --dist worksteal -m browser

.venv/stamp-bench: .venv/stamp-test requirements/bench.txt requirements/peers.txt
	@$(UV) --require-hashes -r requirements/bench.txt
	@$(UV) --require-hashes --no-deps --target .venv/peers -r requirements/peers.txt
	@touch $@

bench: .venv/stamp-bench .venv/stamp-messages ## Take the figures, as ratios, on SQLite and PostgreSQL; writes var/bench.json (ONLY=engine for the matching alone)
	@scripts/bench.sh "$(ONLY)"

format: .venv/stamp-test ## Format Python and templates
	@$(BIN)/ruff check --fix --quiet src tests scripts bench; $(BIN)/ruff format src tests scripts bench; $(BIN)/djangofmt --quiet src

messages: .venv/stamp-test ## Collect the texts to translate into the .po files and compile them
	@$(BIN)/python scripts/messages.py update

assets: .venv/stamp-test ## Build CSS and JavaScript into the static folders
	@scripts/node.sh npm run --prefix frontend build

docs: .venv/stamp-run ## Generate the pages of docs/ that come from the code
	@$(BIN)/python scripts/generate_docs.py

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock: .venv/stamp-bootstrap ## Lock the Python dependencies with hashes
	@for name in bootstrap run test bench; do $(COMPILE) requirements/$$name.in -o requirements/$$name.txt || exit 1; done
	@$(COMPILE) --no-deps requirements/peers.in -o requirements/peers.txt

bare: ## Prove that `make run` works from a fresh clone in an empty environment
	@scripts/bare.sh

clean: ## Remove what was built; data in var/ stays
	rm -rf .venv frontend/node_modules
