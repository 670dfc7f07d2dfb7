# Konbit. `make` alone says what there is.
.DEFAULT_GOAL := help
.PHONY: help run setup test check format bench fault fault-long bless revision clean
export PORT ?= 8000
# our sums are small: many threads for each take twenty times as long as one, on a busy machine
export OPENBLAS_NUM_THREADS ?= 1

help: ## Say what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

run: ## Start everything, from a fresh machine: PostGIS, web, worker, a drill that plays itself (PORT=8000)
	@./set-up
	@exec .venv/bin/konbit up --port $(PORT)

setup: ## Install what running, looking and testing need, and nothing twice
	@./set-up test

test: ## Test everything, from a fresh machine: unit, db, browser (T="-k words" for some)
	@./set-up test
	@exec .venv/bin/python -m pytest $(T)

check: ## Look at the code: format, lint, types, import contracts, statements, assets
	@./set-up check
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python -m tests.lint
	.venv/bin/python -m web.assets --check

format: ## Put the code into shape
	@./set-up check
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: ## Measure the budgets; results in var/bench.json too
	@./set-up bench
	@exec .venv/bin/python -m tests.load

fault: ## Kill, crash, fill and cut, and count what was lost (8 minutes; S=name for one)
	@./set-up fault
	@exec .venv/bin/python -m tests.fault $(S)

fault-long: ## Soak, fuzz and mutate (S=name for one)
	@./set-up fault
	@exec .venv/bin/python -m tests.fault --long $(S)

bless: ## Write the golden files anew; look at the difference before you commit it
	@./set-up test
	@exec .venv/bin/python -m pytest --bless tests/unit tests/db

revision: ## Write the next revision from what changed in the models: make revision M="Add a thing."
	@./set-up
	@exec .venv/bin/python -m app.migrations "$(M)"

clean: ## Throw away what set-up made; the data in var/ stays
	rm -rf .venv .venv-bench node_modules web/static/vendor konbit.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
