#!/bin/sh
# The whole suite. SQLite first, then everything that touches a database once more on PostgreSQL.
set -eu
sh tools/check.sh
export ANDRUM_DATA="${ANDRUM_DATA:-$(mktemp -d)}"
pytest -q -n 2 --dist loadgroup tests
if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1; then
    sh tools/with_postgres.sh pytest -q -n 2 --dist loadgroup tests/rooms tests/api tests/faults
fi
