# Two commands do all the set-up: `make lab` for learners, `make test` for authors and maintainers.
# They need Python 3.11 or later, make and the package index.
ifeq ($(OS),Windows_NT)
PYTHON ?= python
BIN := .venv/Scripts
else
PYTHON ?= python3
BIN := .venv/bin
endif
STAMP := .venv/.installed

.PHONY: help env lab lint test lock

help:
	@echo "make lab     open the workbook in JupyterLab  (make lab ARGS=--no-browser)"
	@echo "make test    check everything: style, types, tests, notebooks, browser  (make test ARGS='-k trade')"
	@echo "make lint    check style and types only"
	@echo "make env     install into .venv, as the other commands do first"
	@echo "make lock    compile requirements/lock.txt again, after a change of dependencies"

env: $(STAMP)

$(STAMP): pyproject.toml requirements/bootstrap.txt requirements/lock.txt
	@$(PYTHON) -c "import sys; sys.exit('The workbook needs Python 3.11 or later, and this is ' + sys.version.split()[0] + ': name another one, as in make PYTHON=python3.12.' if sys.version_info < (3, 11) else 0)"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/lock.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

lab: env
	$(BIN)/bamboo lab $(ARGS)

lint: env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# A worker keeps a whole module, so that what a module starts (JupyterLab, a browser, kernels) is started once.
test: lint
	$(BIN)/python tests/browser/ensure_chromium.py
	$(BIN)/pytest -n logical --maxprocesses 4 --dist loadscope $(ARGS)

lock: env
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-annotate --no-header pyproject.toml requirements/lock.in --group dev -o requirements/lock.txt
