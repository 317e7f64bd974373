#!/bin/sh
# Makes a fresh machine ready: sh .make/setup.sh [app|tests|ci|tools]
#
#   app    .venv with the program and the developers' tools; on Linux what Qt needs from the system
#   tests  the same, and what the tests talk to: a D-Bus, a Secret Service, an X display
#   ci     the same, and make
#   tools  as app, and .venv/tools with what audits and locks the Python packages
#
# What is there already is left alone, so `make` calls this before every target. Packages of the
# system are installed where that asks for no password (apt, as root or by sudo -n); elsewhere
# their names are printed. pip's own settings are never overridden.
#
# Python packages are those of requirements/*.lock, judged by their hashes. Where an index or a
# machine has no such file, AVATAR_BROWSER_UNLOCKED=1 takes what pyproject.toml allows, unjudged.
set -eu
cd "$(dirname "$0")/.."
here=$(pwd -P)
purpose=${1:-app}

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$@"
    exit 1
}

# What Qt's wheels link to, each with the Debian package that brings it and what it needs.
qt_libraries() {
    cat <<'END'
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11-xcb.so.1 libx11-xcb1
libXext.so.6 libxext6
libXrandr.so.2 libxrandr2
libdbus-1.so.3 libdbus-1-3
libdrm.so.2 libdrm2
libfontconfig.so.1 fontconfig
libglib-2.0.so.0 libglib2.0-0
libpulse.so.0 libpulse0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-shm.so.0 libxcb-shm0
libxcb-sync.so.1 libxcb-sync1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxkbcommon.so.0 libxkbcommon0
END
}

missing_libraries() {
    known=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null) || return 0
    qt_libraries | while read -r library package; do
        case $known in *"	$library "*) ;; *) echo "$package" ;; esac
    done
}

# Any font at all, and those for names in scripts that it has not; without them text is boxes.
missing_fonts() {
    if command -v fc-list >/dev/null; then
        fonts=$(fc-list : file | head -n 1)
    else
        fonts=$(find /usr/share/fonts /usr/local/share/fonts -name '*.[ot]t[fc]' 2>/dev/null | head -n 1)
    fi
    [ -n "$fonts" ] || echo fonts-dejavu-core
    has_fonts zh ja ko || echo fonts-wqy-microhei
    has_fonts hi ta th || echo fonts-freefont-ttf
}

has_fonts() {
    for language; do
        [ -n "$(fc-list ":lang=$language" file 2>/dev/null | head -n 1)" ] || return 1
    done
}

# Prints the package of each "command:package" whose command is not there.
missing_commands() {
    for pair; do
        command -v "${pair%%:*}" >/dev/null || echo "${pair#*:}"
    done
}

install_packages() {
    [ $# -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        say "Please install what this system calls these packages of Debian: $*"
        return
    fi
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    else
        say "Some packages of the system are missing. This needs your password, so please run it:"
        say "    sudo apt-get install --no-install-recommends $*"
        return
    fi
    say "Installing with apt-get: $*"
    apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0"
    $apt update || say "apt-get update failed; going on with the lists at hand."
    $apt install -y --no-install-recommends "$@" || say "apt-get could not install: $*"
}

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    stop "Avatar Browser needs Python 3.11 or newer, and no python3 here is one. Please install it."
}

# A .venv that was copied or moved here, or whose Python is gone, does not serve.
venv_serves() {
    .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
        grep -qsF "$here/.venv/bin/" .venv/bin/pip
}

has_venv_modules() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

# Debian splits ensurepip off.
venv_package() { "$1" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])'; }

missing_packages() {
    [ "$(uname -s)" = Linux ] || return 0
    [ -z "$python" ] || has_venv_modules "$python" || venv_package "$python"
    missing_libraries
    missing_fonts
    case $purpose in
    tests | ci)
        missing_commands dbus-daemon:dbus gnome-keyring-daemon:gnome-keyring \
            Xvfb:xvfb xdotool:xdotool xclip:xclip
        ;;
    esac
    case $purpose in ci) missing_commands make:make ;; esac
}

make_venv() {
    [ -n "$python" ] || return 0
    has_venv_modules "$python" ||
        stop "$python cannot make a virtual environment; Debian has that in $(venv_package "$python")."
    say "Making .venv with $python"
    "$python" -m venv --clear .venv
}

install_locked() {
    "$1" -m pip install --quiet --require-hashes --only-binary :all: --requirement "$2" ||
        stop "pip could not install what $2 names; it says why above." \
            "Where this machine or its index has no such version, AVATAR_BROWSER_UNLOCKED=1" \
            "in the environment takes what pyproject.toml allows, without judging any file."
}

install_project() {
    state="$(cat pyproject.toml requirements/dev.lock | cksum) ${AVATAR_BROWSER_UNLOCKED:-locked}"
    [ "$(cat .venv/.set-up 2>/dev/null)" != "$state" ] || return 0
    say "Installing the Python packages into .venv; the first time this takes a while."
    if [ -n "${AVATAR_BROWSER_UNLOCKED:-}" ]; then
        .venv/bin/python -m pip install --quiet --editable '.[dev]'
    else
        install_locked .venv/bin/python requirements/dev.lock
        .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
    fi
    echo "$state" >.venv/.set-up
}

qt_loads() { .venv/bin/python -c 'import PySide6.QtMultimedia, PySide6.QtWidgets' 2>/dev/null; }

# Apart from .venv itself, so that what judges the packages is not among them.
install_tools() {
    state=$(cksum <requirements/tools.lock)
    [ "$(cat .venv/tools/.set-up 2>/dev/null)" != "$state" ] || return 0
    say "Installing the tools that audit and lock the Python packages into .venv/tools."
    .venv/bin/python -m venv --clear .venv/tools
    install_locked .venv/tools/bin/python requirements/tools.lock
    echo "$state" >.venv/tools/.set-up
}

case $purpose in
app | tests | ci | tools) ;;
*) stop "usage: sh .make/setup.sh [app|tests|ci|tools]" ;;
esac
python=
venv_serves || python=$(find_python)
missing=$(missing_packages)
# shellcheck disable=SC2086 # one word per package
install_packages $missing
make_venv
install_project
[ -z "$missing" ] || qt_loads ||
    stop "Qt cannot be loaded before the packages named above are installed."
case $purpose in tools) install_tools ;; esac
