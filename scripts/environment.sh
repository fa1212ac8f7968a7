#!/usr/bin/env bash
# Make the Python environment in .venv, or bring it up to date with a lock:
#
#     scripts/environment.sh LOCK
#
# PYTHON may name the Python to make it with. Needs bash and Python; what else is missing of
# Debian's Python it installs when it may.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/packages.sh

LOCK=$1
OLDEST=3.11

is_new_enough() {
    "$1" -c "import sys; sys.exit(sys.version_info < (${OLDEST/./, }))" 2>/dev/null
}

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if is_new_enough "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

make_environment() {
    local python
    python=$(find_python) || give_up "Python $OLDEST or newer is needed, and" \
        "${PYTHON:-python3} is not. Install one and name it: make PYTHON=/path/to/python run"
    # Debian keeps these two modules in a package of their own.
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        install_packages "Python cannot make environments" "$(basename "$python")-venv"
    echo "Making a Python environment in .venv …"
    "$python" -m venv --clear .venv
}

count_libraries() {
    grep --count '^[a-z0-9].*==' "$LOCK"
}

# Of pip's many lines show how far it is, on one line, where somebody is looking.
show_progress() {
    local total=$1 seen=0 line
    while IFS= read -r line; do
        case $line in
            "Collecting "* | "Requirement already satisfied: "* | "Ignoring "*) ((++seen)) ;;
            "Installing collected "*) line="unpacking" ;;
            *) continue ;;
        esac
        line=${line#Collecting } line=${line#Ignoring } line=${line#Requirement already satisfied: }
        if [[ -t 1 ]]; then printf '\r\033[K  %d of %d  %s' "$seen" "$total" "${line%% *}"; fi
    done
    if [[ -t 1 ]]; then printf '\r\033[K'; fi
}

install() {
    .venv/bin/python -m pip --disable-pip-version-check --no-input install "$@"
}

started=$SECONDS
.venv/bin/python -m pip --version >/dev/null 2>&1 || make_environment
echo "Installing $(count_libraries) libraries of $LOCK; the first time this takes about a minute …"
install --require-hashes --requirement "$LOCK" | show_progress "$(count_libraries)" ||
    give_up "the libraries could not be installed. Is there a network? What was done so far is kept."
# With the lock's own build tool: nothing that was not checked is downloaded for this.
install --quiet --no-deps --no-build-isolation --editable .
echo "Installed in $((SECONDS - started)) s."
