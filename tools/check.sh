#!/bin/sh
# Everything that can be known without running the product: format, lint, types, floors, templates, migrations.
# All of it is run; what fails says what and where.
set -u
out=$(mktemp)
data=$(mktemp -d)
trap 'rm -rf "$out" "$data"' EXIT
failed=""
step() {
    name=$1
    shift
    if ! "$@" >"$out" 2>&1; then
        failed="$failed $name"
        echo "--- $name"
        cat "$out"
    fi
}
export ANDRUM_DATA="$data"
step format ruff format --check src tests bench tools
step lint ruff check src tests bench tools
step floors lint-imports
step types mypy
step templates djlint src --lint
step migrations python -m andrum.site makemigrations --check --dry-run
if [ -n "$failed" ]; then
    echo "Wrong:$failed"
    exit 1
fi
echo "Checked: format, lint, floors, types, templates, migrations."
