#!/bin/sh
# Installs Chromium, PostgreSQL, poppler and gettext where they are missing and it can be done; else says in one line what is skipped.
set -eu
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || missing="$missing postgresql"
command -v xgettext >/dev/null 2>&1 || missing="$missing gettext"
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing:$missing"
    apt-get update -qq
    # shellcheck disable=SC2086  # a list of names
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
elif [ "${CI:-}" = true ]; then
    echo "Missing, and nothing may be skipped here:$missing"
    exit 1
else
    echo "Skipped: the tests that need$missing. To run them: sudo apt-get install$missing"
fi
