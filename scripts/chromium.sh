#!/usr/bin/env bash
# Make sure that there is a Chromium for the browser tests: Debian's without windows, which takes less
# than half the CPU of the one with, installed when it may be. CHROMIUM may name another one.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/packages.sh

if [[ -n ${CHROMIUM:-} ]]; then
    [[ -x $CHROMIUM ]] || give_up "CHROMIUM is $CHROMIUM, and that cannot be run."
elif [[ ! -x /usr/bin/chromium-headless-shell ]]; then
    # Without the second there may be no letters to draw, and the sizes would differ from ours.
    packages=(chromium-headless-shell fonts-liberation)
    if [[ ! -x /usr/bin/chromium ]]; then
        install_packages "The browser tests need Chromium" "${packages[@]}"
    else
        (install_packages "The browser tests want Chromium without windows" "${packages[@]}") 2>/dev/null ||
            echo "The browser tests take longer with windows: quicker is chromium-headless-shell."
    fi
fi
