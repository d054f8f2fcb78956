# make demo    the whole job on this machine: check, build, post to loopback Facebook and Zalo
# make test    everything that must hold before a change lands
SHELL := /bin/sh
BIN := .venv/bin
PORT ?= 8765
SANDBOX_PORT ?= 8766
CORPUS ?=
REHEARSE := $(BIN)/newsroom

.PHONY: help demo serve cms corpus test lint types unit browser bench docs screenshots guide build clean

help: ## show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

.venv/.ready-demo: uv.lock pyproject.toml tools/setup/environment.sh
	@tools/setup/environment.sh demo

.venv/.ready-test: uv.lock pyproject.toml tools/setup/environment.sh
	@tools/setup/environment.sh test

tools/web/node_modules/.ready: tools/web/package.json tools/web/package-lock.json tools/setup/page_checks.sh | .venv/.ready-test
	@tools/setup/page_checks.sh

.tools/cms/.ready: newsroom/outputs/cms_scripts.py tools/setup/cms_scripts.py | .venv/.ready-demo
	@$(BIN)/python tools/setup/cms_scripts.py

cms: .tools/cms/.ready tools/web/node_modules/.ready ## write stories in a form in the browser, saved into this repository
	@$(BIN)/newsroom cms

demo: .venv/.ready-demo ## run the main job on loopback platforms and print what came of it
	@$(BIN)/newsroom rehearse --port $(PORT) --sandbox-port $(SANDBOX_PORT)
	@echo
	@echo "  make serve  giữ trang web và tường bài đăng mở để xem (keeps them open to look at)"

serve: .venv/.ready-demo ## the same, and keep the website and the walls open until Ctrl+C
	@$(BIN)/newsroom rehearse --port $(PORT) --sandbox-port $(SANDBOX_PORT) --keep

corpus: .venv/.ready-demo ## rehearse with another folder of stories: make corpus CORPUS=path/to/stories
	@test -n "$(CORPUS)" || { echo "Which folder?  make corpus CORPUS=path/to/stories" >&2; exit 2; }
	@$(BIN)/newsroom --stories $(CORPUS) rehearse --scratch build/corpus --approve-all "Người duyệt (diễn tập)" \
		--port $(PORT) --sandbox-port $(SANDBOX_PORT) --wait 600

build: .venv/.ready-demo ## build the website into build/site
	@$(BIN)/newsroom build

test: lint types tools/web/node_modules/.ready .tools/cms/.ready ## lint, types, import contracts and every test
	@tools/setup/browser.sh
	@$(BIN)/python -m pytest -n 2

lint: .venv/.ready-test ## format, lint and import contracts
	@mkdir -p build
	@$(BIN)/ruff format --check --quiet . || { echo "Not formatted: run $(BIN)/ruff format ." >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/lint-imports --no-cache >build/import-contracts.txt 2>&1 || { cat build/import-contracts.txt; exit 1; }

types: .venv/.ready-test ## mypy, strict
	@$(BIN)/mypy

bench: .venv/.ready-test ## measure speed and memory, write docs/performance.md (CORPUS=… for real stories)
	@$(BIN)/python tools/bench.py $(if $(CORPUS),--corpus $(CORPUS))

screenshots: build .venv/.ready-test ## photograph every kind of page into build/screenshots
	@$(BIN)/python tools/screenshots.py

guide: tools/web/node_modules/.ready .tools/cms/.ready ## photograph what the editors' guide shows, from a rehearsal
	@$(BIN)/python tools/guide_pictures.py

docs: .venv/.ready-test ## write the generated parts of docs/
	@$(BIN)/python tools/write_docs.py

clean: ## delete everything generated (not var/, the ledger)
	@rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis
