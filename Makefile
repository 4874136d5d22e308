# Every target stands on its own: it installs first what it needs, and that takes no time when nothing changed.
# All names are relative, so that the path of the checkout may hold spaces and Chinese characters.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help install demo test check bench tables train titles eval screenshots messages docs browser clean

BIN := .venv/bin
WORKERS ?= 2
ARGS ?=
export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# A checkout that was moved has an environment that points elsewhere: forget that it was installed.
$(shell [ "$$(cat .venv/.here 2>/dev/null)" = "$$(pwd -P)" ] || rm -f .venv/.installed)

help: ## what can be made
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/p' Makefile | expand -t 20

install: .venv/.installed node_modules/.installed ## the Python environment in .venv and the front-end files

.venv/.installed: requirements.lock pyproject.toml scripts/install-python.sh
	@bash scripts/install-python.sh
	@touch .venv/.installed

node_modules/.installed: package-lock.json package.json .npmrc
	@bash scripts/need.sh 'command -v npm' nodejs npm
	@echo "Fetching the front-end files ..."
	@npm ci
	@touch node_modules/.installed

demo: install ## a working office with sample data in the browser; ARGS="--port 9000"
	@$(BIN)/shuangda demo $(ARGS)

test: install browser ## the whole suite, browser journeys included; ARGS="-k name"
	$(BIN)/pytest -n $(WORKERS) $(ARGS)

check: install ## style, types, layers, templates, migrations, the rules of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint src --lint
	$(BIN)/shuangda manage makemigrations --check --dry-run
	$(BIN)/pytest tests/house tests/docs

.venv/.bench: .venv/.installed requirements-bench.lock
	@$(BIN)/python -m pip install --require-hashes --requirement requirements-bench.lock
	@bash scripts/need.sh 'test -e /usr/share/dict/american-english' wamerican
	@bash scripts/need.sh 'command -v simstring' simstring-bin
	@touch .venv/.bench

bench: .venv/.bench ## how fast documents are read and written, dates counted and look-alikes found, beside peers, and hostile input; half an hour
	$(BIN)/python -m benchmarks.read_speed $(ARGS)
	$(BIN)/python -m benchmarks.clock_speed
	$(BIN)/python -m benchmarks.gongwen_speed
	$(BIN)/python -m benchmarks.gongwen_measure
	$(BIN)/python -m benchmarks.fuzz_policytext 60 1
	$(BIN)/python -m benchmarks.fuzz_lookalike 60 1
	mkdir -p var/bench
	$(BIN)/python -m benchmarks.lookalike_speed var/bench/marks 1000000 10000000 --scans 60
	$(BIN)/python -m benchmarks.lookalike_peers speed var/bench/marks 100000 1000000 --out var/bench/peers.jsonl
	$(BIN)/python -m benchmarks.lookalike_peers show var/bench/peers.jsonl
	$(BIN)/python -m benchmarks.lookalike_titles var/bench/titles
	$(BIN)/python -m benchmarks.lookalike_images

tables: .venv/.bench ## the tables of the look-alike engine from fonts and open data; ARGS=--check compares only
	@bash scripts/need.sh 'fc-list | grep -q WenKai && fc-list | grep -qi microhei && fc-list | grep -q "Noto Serif CJK"' \
	  fonts-noto-cjk fonts-lxgw-wenkai fonts-wqy-microhei fontconfig
	@bash scripts/need.sh 'test -e /usr/share/dict/american-english-huge' wamerican-huge
	@bash scripts/need.sh 'test -d /usr/share/unicode' unicode-data
	$(BIN)/python -m scripts.tables $(ARGS)

train: .venv/.bench ## the weights of the look-alike judge from the labelled pairs of ../shared, and their recall by folds
	$(BIN)/python -m benchmarks.train_lookalike ../shared --folds var/lookalike-folds
	$(BIN)/python -m benchmarks.lookalike_recall ../shared --folds var/lookalike-folds

titles: .venv/.bench ## the weights for imitations within titles, from generated ones; ARGS=--check compares only
	mkdir -p var/bench
	$(BIN)/python -m benchmarks.fit_titles var/bench/titles $(ARGS)

eval: install ## the source documents of ../shared through a real instance
	$(BIN)/python -m benchmarks.eval_corpus ../shared $(ARGS)

screenshots: install browser ## the pictures of README and docs, taken on the newcomer's journey
	$(BIN)/pytest tests/journeys/test_newcomer.py --pictures docs/images $(ARGS)

docs: install ## the tables of docs/ that come from the code
	$(BIN)/python -m scripts.make_docs

messages: install ## collect and compile the Chinese and English wording
	$(BIN)/python -m scripts.messages

browser: # what the browser tests need from the machine
	@bash scripts/need.sh 'command -v chromium' chromium
	@bash scripts/need.sh 'fc-list :lang=zh-cn | grep .' fonts-noto-cjk fontconfig

clean: ## remove what can be made again; the data in var/ stay
	rm -rf .venv node_modules static-root build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -prune -exec rm -rf {} +
