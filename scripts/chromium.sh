#!/usr/bin/env bash
# Make sure that there is a Chromium for the browser tests: Debian's, installed when it may be.
# CHROMIUM may name another one.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/packages.sh

if [[ -n ${CHROMIUM:-} ]]; then
    [[ -x $CHROMIUM ]] || give_up "CHROMIUM is $CHROMIUM, and that cannot be run."
elif [[ ! -x /usr/bin/chromium ]]; then
    # Without the second there may be no letters to draw, and the sizes would differ from ours.
    install_packages "The browser tests need Chromium" chromium fonts-liberation
fi
