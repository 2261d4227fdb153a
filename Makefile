# The two commands are `make run` and `make test`; both set everything up first, and a second time at once.
# `make help` lists the others.

PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
# The suite needs no screen, and uses none where there is one.
HEADLESS := QT_QPA_PLATFORM=offscreen

.PHONY: run test setup check bench fuzz lock page wheel clean help
.DEFAULT_GOAL := run

run: setup  ## set up, then open the example project (without a display: write libyamap-opening-view.png)
	@$(BIN)/libyamap open

test: check  ## set up, then lint, types, import contracts and every test, without a screen
	$(HEADLESS) $(BIN)/python -m pytest -n $(JOBS) --no-loadscope-reorder

check: setup  ## set up, then lint, format, types and import contracts only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: setup  ## print one JSON document of measurements (N=rows imported and exported, and events of the large project that is edited and shown: 1e5 for a short run)
	@$(HEADLESS) $(BIN)/python -m tests.benchmarks $(if $(N),--n $(N))

fuzz: setup  ## try 20,000 broken files of all formats (FILES=n for another number); the tests try 2,000
	@$(HEADLESS) $(BIN)/python -m tests.fuzz

page: setup  ## build the map page and what it loads again where its sources have changed (setup does it)

setup:
	@$(PYTHON) .ci/setup.py

lock: setup  ## write .ci/requirements.lock anew from pyproject.toml, and package-lock.json from package.json
	@$(BIN)/python .ci/lock.py

wheel: setup  ## build dist/libyamap-*.whl
	$(BIN)/python -m pip wheel --no-deps --no-build-isolation --wheel-dir dist .

clean:  ## remove everything that make has made
	rm -rf .venv dist libyamap/web/vendor libyamap/web/built libyamap/web/tools .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache libyamap-opening-view.png
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/'
