#!/bin/sh
# The whole suite. SQLite first, then everything that touches a database once more on PostgreSQL.
set -u
failed=""
ANDRUM_DATA="${ANDRUM_DATA:-$(mktemp -d)}"
export ANDRUM_DATA
sh tools/check.sh || failed="$failed check"
pytest -q -n 2 --dist loadgroup tests --ignore tests/browser || failed="$failed sqlite"
pytest -q -n 2 --dist loadgroup tests/browser || failed="$failed browser"  # its event loop needs processes of its own
if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1; then
    sh tools/with_postgres.sh pytest -q -n 2 --dist loadgroup tests/rooms tests/api tests/faults || failed="$failed postgresql"
elif [ "${CI:-}" = true ]; then
    failed="$failed postgresql-is-missing"
fi
if [ -n "$failed" ]; then
    echo "Failed:$failed"
    exit 1
fi
