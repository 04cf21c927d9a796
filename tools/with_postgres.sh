#!/bin/sh
# Runs a command with a PostgreSQL of its own, thrown away afterwards: with_postgres.sh COMMAND [ARGUMENT ...]
set -eu
bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -1 || command -v initdb)")
dir=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
as=""
if [ "$(id -u)" = 0 ]; then
    chown postgres "$dir"
    as="runuser -u postgres --"
fi
stop() {
    $as "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$dir"
}
trap stop EXIT INT TERM
cd "$dir"
$as "$bin/initdb" -D "$dir/data" -U andrum -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
$as "$bin/pg_ctl" -D "$dir/data" -w -o "-p $port -k $dir -c listen_addresses=127.0.0.1 -c max_connections=200" -l "$dir/log" start >/dev/null
cd "$OLDPWD"
ANDRUM_DATABASE_URL="postgres://andrum@127.0.0.1:$port/postgres" "$@"
