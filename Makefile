# The one entrance: `make` alone lists the targets, CONTRIBUTING.md tells more.
# Every target sets up what it needs first (.make/setup.sh) and skips what is there already.

bin := .venv/bin
picture := avatar-browser-demo.png
MINUTES ?= 5
caches := .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-tests setup-tools demo test lint check bench fuzz format lock audit sbom \
	wheel clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup: ## make .venv; on Linux install what Qt needs, or say what is missing
	@sh .make/setup.sh app

setup-tests: ## the same, with what the tests talk to
	@sh .make/setup.sh tests

setup-tools: ## the same as setup, with what audits and locks the Python packages
	@sh .make/setup.sh tools

demo: setup ## try the program without an account; without a display, draw the window to a file
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		$(bin)/python -m avatar_browser --demo --screenshot $(picture) && \
		echo "There is no display here, so the window was drawn to $(CURDIR)/$(picture)"; \
	else \
		$(bin)/python -m avatar_browser --demo; \
	fi

test: setup-tests ## run the tests; ARGS goes to pytest, as in make test ARGS="-k copy"
	$(bin)/python -m pytest $(ARGS)

lint: setup ## format, style, types and imports, nothing changed
	$(bin)/ruff format --check .
	$(bin)/ruff check .
	$(bin)/mypy
	$(bin)/lint-imports
	$(bin)/pre-commit validate-config .pre-commit-config.yaml

check: setup-tests lint test ## all of lint, then the tests

bench: setup-tests ## measure start, scrolling, memory and stalls
	$(bin)/python -m pytest tests/benchmarks -o addopts= -s $(ARGS)

fuzz: setup-tests ## throw broken pictures, clips, sounds and answers at the parsers; MINUTES=5
	MINUTES=$(MINUTES) $(bin)/python -m pytest tests/fuzz/minutes.py -o timeout=0 -s $(ARGS)

format: setup ## format, and mend what ruff can mend
	$(bin)/ruff check --fix .
	$(bin)/ruff format .

lock: setup-tools ## write requirements/*.lock anew; ARGS="--upgrade" takes newer versions
	sh .make/lock.sh $(ARGS)

audit: setup-tools ## ask whether a locked package has a known vulnerability; needs the network
	@$(bin)/python .make/audit.py

wheel: setup ## build the wheel into dist/, and write down what it is made of
	$(bin)/python -m build --wheel --no-isolation
	@$(bin)/python .make/sbom.py

sbom: setup ## write down what a release is made of (CycloneDX), into dist/
	@$(bin)/python .make/sbom.py

clean: ## remove what was built or cached; .venv stays
	rm -rf build dist $(caches) $(picture)
	find . -path ./.venv -prune -o -type d -name __pycache__ -exec rm -rf {} +
