#!/usr/bin/env bash
# Make sure that there are PostgreSQL and Redis for the tests: Debian's, installed when they may be.
# The tests start servers of their own; installing leaves none running for the whole system.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/packages.sh

missing=()
command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ||
    missing+=(postgresql)
command -v redis-server >/dev/null || missing+=(redis-server)
if ((${#missing[@]})); then
    install_packages_asleep "The tests need PostgreSQL and Redis" "${missing[@]}"
fi
