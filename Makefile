# What one does with Tribina; `make` alone lists it.

PYTHON_RUN := .venv/bin/python
LIBRARIES := .venv/.libraries
TOOLS := .venv/.tools
PEERS := tests/load/peers
COMPANION := deploy/companion

.PHONY: help run demo cluster check test long lint format bench fuzz likeness rules limits types terms cyrillic screens texts companion lock clean \
	chromium services spreadsheet ffprobe peers module lint-python lint-types lint-javascript \
	advisories typescript anew
.DELETE_ON_ERROR:

# The tests start hundreds of servers; without bytecode each would compile all of its code anew.
unexport PYTHONDONTWRITEBYTECODE

# They make thousands of databases that nobody keeps: in memory, where there is room for them.
ROOMY := $(shell test -w /dev/shm && test "$$(df --output=avail /dev/shm | tail -1)" -gt 4000000 && echo /dev/shm)
test long: export TMPDIR := $(or $(ROOMY),$(TMPDIR))

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile
	@echo '  ARGS="…" after any of these goes to the command, for example: make run ARGS=--help'

# `exec` leaves no shell between make and the server: signals reach it, and make waits for its bye.
run: $(LIBRARIES) ## serve, until Ctrl-C
	@exec $(PYTHON_RUN) -m server serve $(ARGS)

demo: $(LIBRARIES) ## play the recorded debates through a fresh server
	@exec $(PYTHON_RUN) -m server demo $(ARGS)

cluster: $(TOOLS) services ## several processes behind a proxy, until Ctrl-C
	@exec $(PYTHON_RUN) -m tests.cluster $(ARGS)

# On all cores, each worker with services and servers of its own.
SIDE_BY_SIDE := -n logical --maxprocesses 4 --dist worksteal

check: lint-python lint-types lint-javascript ## style, types, and the tests that need no browser, database or server
	$(PYTHON_RUN) -m pytest $(SIDE_BY_SIDE) -q -m "not slow and not alone and not outside" $(ARGS)

test: $(TOOLS) chromium services spreadsheet ffprobe peers module ## the tests of every change, with real browsers and databases
ifdef ARGS
	$(PYTHON_RUN) -m pytest $(ARGS)
else
	$(PYTHON_RUN) -m pytest $(SIDE_BY_SIDE) -m "not slow and not alone"
endif

# And then what wants the machine for itself.
long: $(TOOLS) chromium services spreadsheet ffprobe peers module ## the tests that take minutes: whole evenings, crowds, laws at length
	$(PYTHON_RUN) -m pytest $(SIDE_BY_SIDE) -m "slow and not alone"
	$(PYTHON_RUN) -m pytest -m alone

lint: lint-python lint-types lint-javascript advisories ## style, types, advisories; nothing is changed

format: $(TOOLS) ## put the Python code into shape
	$(PYTHON_RUN) -m ruff check --fix .
	$(PYTHON_RUN) -m ruff format .

bench: $(TOOLS) chromium services peers ## measure what a message, a connection and a vote cost
	$(PYTHON_RUN) -m tests.load --write $(ARGS)
ifndef ARGS
	$(PYTHON_RUN) -m tests.load.control_screen
	$(PYTHON_RUN) -m tests.load.gallery
	$(PYTHON_RUN) -m tests.load.chaos
	$(PYTHON_RUN) -m tests.load attacks --write
endif

fuzz: $(TOOLS) ## hostile input, a minute of each kind; an hour: make fuzz ARGS="--minutes 60"
	$(PYTHON_RUN) -m tests.fuzz $(ARGS)

likeness: $(LIBRARIES) ## measure how well the same question in other words is found
	$(PYTHON_RUN) -m tests.likeness $(ARGS)

rules: $(LIBRARIES) ## print who may do what when
	@$(PYTHON_RUN) -m tests.project.roles

limits: $(LIBRARIES) ## write how much of what in how long into the README
	$(PYTHON_RUN) -m tests.project.limits

types: $(LIBRARIES) ## make the types of what goes over the wire, for editors and checks of the pages' scripts
	@$(PYTHON_RUN) -m tests.project.page_types

terms: $(LIBRARIES) ## write the table of the pages' words into docs/terms.md
	$(PYTHON_RUN) -m tests.project.terms

cyrillic: $(LIBRARIES) ## print the words in Serbian Cyrillic, which are made from Latin, to be read over
	@$(PYTHON_RUN) -m tests.project.cyrillic $(ARGS)

screens: $(TOOLS) chromium ## pictures of every screen, in screens/
	$(PYTHON_RUN) -m tests.browser.screens $(ARGS)

texts: $(TOOLS) chromium ## graphics and display with texts of every length, in screens/
	$(PYTHON_RUN) -m tests.browser.contact_sheet
	$(PYTHON_RUN) -m tests.browser.display_sheets

companion: $(LIBRARIES) ## build the module for Bitfocus Companion, a .tgz in deploy/companion/
	$(PYTHON_RUN) -m tests.project.companion
	@$(MAKE) --no-print-directory module

lock: $(TOOLS) ## choose the newest versions that pyproject.toml and package.json allow
	$(COMPILE) --group install --output-file requirements.lock
	$(COMPILE) --group install --group dev --constraint requirements.lock --no-annotate \
		--output-file requirements-dev.lock
	npm install --package-lock-only --omit-lockfile-registry-resolved
	npm install --package-lock-only --omit-lockfile-registry-resolved --prefix $(PEERS)
	npm install --package-lock-only --omit-lockfile-registry-resolved --prefix $(COMPANION)

clean: ## remove what can be made again; data/ stays
	rm -rf .venv node_modules $(PEERS)/node_modules screens
	rm -rf $(COMPANION)/node_modules $(COMPANION)/pkg $(COMPANION)/*.tgz
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find server tests -name __pycache__ -prune -exec rm -rf {} +

# --- The parts of the above ------------------------------------------------------------------

lint-python: $(TOOLS)
	$(PYTHON_RUN) -m ruff check .
	$(PYTHON_RUN) -m ruff format --check .

lint-types: $(TOOLS)
	$(PYTHON_RUN) -m mypy

lint-javascript:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory typescript; \
	else echo "JavaScript was not checked: that needs npm."; fi

typescript: node_modules/.stamp types
	node_modules/.bin/tsc --project tsconfig.json

advisories: $(TOOLS)
	@$(PYTHON_RUN) -m tests.project.advisories

chromium:
	@scripts/chromium.sh

services:
	@scripts/services.sh

spreadsheet:
	@scripts/spreadsheet.sh

ffprobe:
	@scripts/ffprobe.sh

peers:
	@if command -v npm >/dev/null; then $(MAKE) --silent $(PEERS)/node_modules/.stamp; \
	else echo "Node's ws and Socket.IO are not measured: that needs npm."; fi

module:
	@if command -v npm >/dev/null; then $(MAKE) --silent $(COMPANION)/tribina-companion.tgz; \
	else echo "The module for Companion is neither built nor tried: that needs npm."; fi

$(COMPANION)/tribina-companion.tgz: $(COMPANION)/node_modules/.stamp node_modules/.stamp \
		$(COMPANION)/package.json $(wildcard $(COMPANION)/src/* $(COMPANION)/companion/*)
	node_modules/.bin/tsc --project $(COMPANION)
	cd $(COMPANION) && node_modules/.bin/companion-module-build --output tribina-companion >/dev/null
	@touch $@

# For every system and every supported Python at once; from the registry's own files, whatever
# this machine keeps of them; and without a word on where they came from.
COMPILE = UV_NO_CONFIG=1 UV_CUSTOM_COMPILE_COMMAND="make lock" $(PYTHON_RUN) -m uv pip compile \
	pyproject.toml --quiet --upgrade --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --no-emit-find-links

# --- The environment: files that say what has been installed ---------------------------------

$(LIBRARIES): requirements.lock scripts/environment.sh
	@scripts/environment.sh requirements.lock
	@touch $@

$(TOOLS): requirements-dev.lock $(LIBRARIES)
	@scripts/environment.sh requirements-dev.lock
	@touch $@

node_modules/.stamp: package.json package-lock.json
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(PEERS)/node_modules/.stamp: $(PEERS)/package.json $(PEERS)/package-lock.json
	npm ci --no-audit --no-fund --loglevel=error --prefix $(PEERS)
	@touch $@

# It wants Node 22, which Companion brings along; building and trying it works with 20 as well.
$(COMPANION)/node_modules/.stamp: $(COMPANION)/package.json $(COMPANION)/package-lock.json
	npm ci --no-audit --no-fund --loglevel=error --prefix $(COMPANION)
	@touch $@

# When the system got another Python, what is installed for the old one is of no use.
ifeq ($(wildcard .venv/lib/$(notdir $(realpath .venv/bin/python))/site-packages),)
$(LIBRARIES): anew
endif
