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
    local as_root=(env)
    command -v apt-get >/dev/null || give_up "$why. Install what Debian calls $*, and try again."
    if ((EUID != 0)); then
        sudo -n true 2>/dev/null || give_up "$by_hand"
        as_root=(sudo -n env)
    fi
    as_root+=(DEBIAN_FRONTEND=noninteractive apt-get -qq)
    printf '%s: installing %s with apt-get, which may take a minute …\n' "$why" "$*"
    "${as_root[@]}" update </dev/null >/dev/null &&
        "${as_root[@]}" install --yes --no-install-recommends "$@" </dev/null >/dev/null ||
        give_up "$by_hand"
}
