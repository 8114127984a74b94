# Short names for what run.py does, and the upkeep that only maintainers need.
PYTHON ?= $(shell command -v python3 || command -v python)
BIN = .venv/bin
COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-emit-index-url --no-header --no-annotate

.PHONY: help demo test check lab app format golden lock clean

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | column -t -s '|'

demo:  ## review the sample case
	@$(PYTHON) run.py demo

test:  ## run the quick tests
	@$(PYTHON) run.py test

check:  ## style, types, layers and the slow tests
	@$(PYTHON) run.py check

lab:  ## open the notebooks
	@$(PYTHON) run.py lab

app:  ## open the review desk
	@$(PYTHON) run.py app

format:  ## let ruff mend and lay out the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden:  ## renew the golden files of the tests; review the difference like code
	RELAUNCH_GOLDEN=1 $(BIN)/python -m pytest -q tests/reports

lock:  ## renew the locks to the newest versions that pyproject.toml and constraints.txt allow
	$(COMPILE) --upgrade -c constraints.txt --group build -o requirements.lock
	$(COMPILE) --upgrade -c constraints.txt -c requirements.lock --group build --group dev \
		-o requirements-dev.lock
	$(BIN)/python -m pytest -q -m "check or not check" tests/setup/test_locks.py \
		tests/setup/test_wheels.py tests/setup/test_environment_yml.py

clean:  ## remove what can be made again: .venv, caches and the demo's review
	rm -rf .venv review-demo .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
