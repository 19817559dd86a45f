# copydesk: every command here does its own set-up; the first run installs, later runs do not.
# Needs Python 3.11 or newer, make and a package index. `make help` lists the targets.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
DEMO ?=
CHAOS ?=
FUZZ ?=
TESTS ?=
EXTRAS := demo dev train meanings bench otel
LOCKS := requirements/runtime.txt $(EXTRAS:%=requirements/%.txt)
INSTALLED := $(VENV)/installed

.DEFAULT_GOAL := help
.PHONY: help demo test unit check lint schemas docs golden quality bench fuzz chaos compose-test lock clean train-entities train-section train-meanings train-dateline train-places

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

demo: $(INSTALLED)-demo ## see it work: local broker, service, sample articles (DEMO=--once ends by itself)
	@$(BIN)/copydesk demo $(DEMO)

test: $(INSTALLED)-dev ## all tests, on the best broker this machine has (TESTS=tests/unit for a part)
	@$(BIN)/python -m pytest $(TESTS)

unit: $(INSTALLED)-dev ## the fast tests, no broker
	@$(BIN)/python -m pytest tests/unit tests/contract tests/golden

check: lint unit ## static checks and fast tests, before a commit

lint: $(INSTALLED)-dev ## ruff, mypy --strict, import-linter, schema drift and compatibility
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/yamllint -s .
	$(BIN)/hadolint deploy/Dockerfile
	$(BIN)/copydesk schema export --check schemas --docs docs/events.md
	$(BIN)/copydesk schema check

schemas: $(INSTALLED)-dev ## write schemas/ and docs/events.md from the contracts
	@$(BIN)/copydesk schema export schemas --docs docs/events.md

docs: $(INSTALLED)-dev ## rewrite what is generated: parts of README.md and docs, the PrometheusRule
	@COPYDESK_TEST_DOCS=write $(BIN)/python -m pytest -q tests/docs

golden: $(INSTALLED)-dev ## rewrite the golden events; review the diff
	@COPYDESK_TEST_GOLDEN=write $(BIN)/python -m pytest -q tests/golden

quality: $(INSTALLED)-dev ## measure quality, write docs/quality.md (needs ../shared/data)
	@COPYDESK_TEST_QUALITY=write COLUMNS=120 $(BIN)/python -m pytest -q tests/quality

bench: $(INSTALLED)-bench ## print the speed and memory figures
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench.engine

fuzz: $(INSTALLED)-dev ## damage documents of every format for ten minutes each (FUZZ="html --minutes 1")
	@$(BIN)/python -m tests.bench.fuzz $(FUZZ)

chaos: $(INSTALLED)-dev ## break the service on a real Kafka (CHAOS="--seed 7", "--soak 30", "--only zombie")
	@$(BIN)/python -m tests.chaos $(CHAOS)

compose-test: $(INSTALLED)-dev ## bring up docker-compose.yml and check it end to end (needs a Docker engine)
	@COPYDESK_TEST_COMPOSE=1 $(BIN)/python -m pytest -q -s tests/compose

train-entities: $(INSTALLED)-train ## train the tagger from ../shared/data/ner
	@$(BIN)/python -m training.entities --data ../shared/data/ner --out service/copydesk/models/entities

train-section: $(INSTALLED)-train ## train the section model from ../shared/data/section
	@$(BIN)/python -m training.section --data ../shared/data --out service/copydesk/models/section

train-meanings: $(INSTALLED)-meanings ## encode the section model's words anew (installs PyTorch, 6 GB)
	@$(BIN)/python -m training.section.encode --data ../shared/data

train-dateline: $(INSTALLED)-train ## build the dateline's place names from ../shared/data/places
	@$(BIN)/python -m training.dateline.build_places ../shared/data service/copydesk/models/dateline/places.tsv

train-places: $(INSTALLED)-train ## build the gazetteer from ../shared/data/places
	@$(BIN)/python -m training.places --data ../shared/data/places --out service/copydesk/models/gazetteer

lock: ## renew the lock files (needs uv)
	@uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 \
	  --all-extras pyproject.toml -o requirements/all.txt --upgrade
	@uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
	  pyproject.toml -c requirements/all.txt -o requirements/runtime.txt
	@for extra in $(EXTRAS); do uv pip compile -q --universal --generate-hashes --no-header --no-annotate \
	  --python-version 3.11 --extra $$extra --extra build pyproject.toml -c requirements/all.txt \
	  -o requirements/$$extra.txt; done
	@printf 'editables\nhatchling\n' | uv pip compile -q --universal --generate-hashes --no-header --no-annotate \
	  --python-version 3.11 - -c requirements/all.txt -o requirements/build.txt
	@rm requirements/all.txt

clean: ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/python:
	@if [ -z "$(PYTHON)" ]; then echo "copydesk needs Python 3.11 or newer; none was found (set PYTHON=/path/to/python)." >&2; exit 1; fi
	@echo "creating $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV) && touch $@

# One environment; each extra adds to it. A stamp is renewed when its lock file changes.
$(INSTALLED)-%: requirements/%.txt $(VENV)/python
	@echo "installing what is locked in $<"
	@$(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r $<
	@$(BIN)/python -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation --no-index -e .
	@touch $@
