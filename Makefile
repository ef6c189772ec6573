# The two commands of the README, and the parts of the second. Everything is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: serve test check browser install install-dev picture clean

serve: install            ## install, and open the map of seeds/ at http://127.0.0.1:8050
	$(BIN)/whoholds serve

test: install-dev browser check  ## install, and pass every test (browser tests in real Chromium included)
	$(BIN)/python scripts/run_tests.py

install: .venv/.installed

.venv/.installed: pyproject.toml
	$(PYTHON) scripts/prepare.py -e '.[all]'
	touch $@

install-dev: .venv/.installed-dev

.venv/.installed-dev: pyproject.toml
	$(PYTHON) scripts/prepare.py -e '.[all]' --group dev
	touch $@ .venv/.installed

browser: install-dev      ## find Chromium, or install it where that is allowed
	$(BIN)/python scripts/find_browser.py

check: install-dev        ## format, lint, types and the import contract
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

picture: install-dev browser  ## take docs/page.png, the picture of the README
	$(BIN)/python scripts/take_picture.py

clean:
	rm -rf .venv dist build
