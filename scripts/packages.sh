# Sourced by the scripts beside it: one line for whoever runs them, and Debian packages.

give_up() {
    printf 'Tribina: %s\n' "$*" >&2
    exit 1
}

# install_packages WHY PACKAGE…
# As root, or where sudo asks for no password, installs them by apt-get. Otherwise, and when that
# does not work, says in one line what to install, and ends with exit code 1.
install_packages() {
    local why=$1
    shift
    local by_hand="$why. Install it and try again: sudo apt-get install $*"
    command -v apt-get >/dev/null || give_up "$why. Install what Debian calls $*, and try again."
    as_root true 2>/dev/null || give_up "$by_hand"
    local apt=(as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq)
    printf '%s: installing %s with apt-get, which may take a minute …\n' "$why" "$*"
    "${apt[@]}" update </dev/null >/dev/null &&
        "${apt[@]}" install --yes --no-install-recommends "$@" </dev/null >/dev/null ||
        give_up "$by_hand"
}

# The same for servers, which Debian would start at once: it asks this file, and is told not to.
POLICY=/usr/sbin/policy-rc.d

install_packages_asleep() {
    if [[ ! -e $POLICY ]] && as_root true 2>/dev/null; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$POLICY" >/dev/null
        as_root chmod +x "$POLICY"
        trap 'as_root rm -f "$POLICY"' EXIT
    fi
    install_packages "$@"
}

as_root() {
    if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi
}
