# Two commands do everything: `make demo` and `make test`. Nothing but Python 3.11, git and make is needed first.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv

.PHONY: demo test check docs language-models messages bench lock clean

demo: .venv/runtime
	@$(BIN)/andrum demo

test: .venv/test
	@sh tools/system_packages.sh
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh tools/test.sh

check: .venv/test
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh tools/check.sh

docs: .venv/test
	$(BIN)/python tools/rulebook_page.py

language-models: .venv/test
	$(BIN)/python -m corpus.train
	$(BIN)/python -m corpus.alarms

messages: .venv/test
	@sh tools/system_packages.sh
	@$(BIN)/python tools/messages.py

bench: .venv/test
	@sh tools/system_packages.sh
	$(BIN)/python bench/run.py

lock: .venv/made
	$(UV) pip compile --quiet --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --python-version 3.11 pyproject.toml -o requirements/runtime.txt
	$(UV) pip compile --quiet --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --python-version 3.11 pyproject.toml --group test -c requirements/runtime.txt -o requirements/test.txt
	$(BIN)/python tools/components.py

.venv/made: requirements/tools.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Andrum needs Python 3.11 or later; this is " + sys.version.split()[0])'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
	@touch $@

.venv/runtime: .venv/made requirements/runtime.txt pyproject.toml
	VIRTUAL_ENV=.venv $(UV) pip install --quiet --compile-bytecode --require-hashes -r requirements/runtime.txt
	VIRTUAL_ENV=.venv $(UV) pip install --quiet --no-deps --editable .
	@$(BIN)/python -m compileall -q -j 0 src
	@touch $@

.venv/test: .venv/runtime requirements/test.txt
	VIRTUAL_ENV=.venv $(UV) pip install --quiet --require-hashes -r requirements/test.txt
	@touch $@

clean:
	rm -rf .venv var
