#!/usr/bin/env bash
# Make sure that there are PostgreSQL, Redis, Caddy and OpenSSL for the tests and `make cluster`:
# Debian's, installed when they may be, and systemd's own check of units. What is started are servers
# of our own; installing leaves none running for the whole system.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/packages.sh

missing=()
command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ||
    missing+=(postgresql)
command -v redis-server >/dev/null || missing+=(redis-server)
command -v caddy >/dev/null || missing+=(caddy)
command -v openssl >/dev/null || missing+=(openssl)
command -v systemd-analyze >/dev/null || missing+=(systemd)
if ((${#missing[@]})); then
    install_packages_asleep "This needs PostgreSQL, Redis, Caddy, OpenSSL and systemd-analyze" "${missing[@]}"
fi
