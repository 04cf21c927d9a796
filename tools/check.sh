#!/bin/sh
# Everything that can be known without running the product: format, lint, types, floors, templates, migrations.
set -eu
ruff format --check --quiet src tests bench tools
ruff check --quiet src tests bench tools
lint-imports >/dev/null || lint-imports
mypy
djlint src --lint --quiet
ANDRUM_DATA="$(mktemp -d)" python -m andrum.site makemigrations --check --dry-run
