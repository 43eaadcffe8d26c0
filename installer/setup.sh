#!/bin/sh
# Install what is missing: `installer/setup.sh` for everything (`make setup`), `installer/setup.sh run`
# for what the window needs and no test part (`make run`: half of the packages, half of the time).
#
#   1. choose a Python 3.11 to 3.13            PYTHON=/path/to/python to name one
#   2. system packages, through apt            SYSTEM_PACKAGES=skip where apt is not the way
#   3. a virtual environment in .venv, with the locked Python packages, checked by their hashes
#   4. the application itself, editable
#
# Nothing here needs the network when nothing is missing.
set -eu
cd "$(dirname "$0")/.."

PURPOSE=${1:-everything}
LOG=build/setup.log
STAMP=.venv/.setup-stamp  # and the name of a step: what it was done with

say() { printf '%s\n' "setup: $*"; }

stop() {
    printf '%s\n' "setup: cannot go on: $*" >&2
    exit 1
}

# Run a command with its output in the log, and tell how long it took; when it fails, show the end
# of the log and stop.
logged() {
    reason=$1
    shift
    started=$(date +%s)
    if ! "$@" >>"$LOG" 2>&1 </dev/null; then
        tail -n 15 "$LOG" >&2
        stop "$reason (all of it: $LOG)"
    fi
    say "    done in $(($(date +%s) - started)) s"
}

suits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

has_environment() {
    suits .venv/bin/python && [ -x .venv/bin/pip ]
}

# 1. Python ------------------------------------------------------------------------------------

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        suits "$PYTHON" || stop "PYTHON=$PYTHON is not a Python 3.11, 3.12 or 3.13"
        return
    fi
    if has_environment; then
        PYTHON=.venv/bin/python
        return
    fi
    for PYTHON in python3 python3.13 python3.12 python3.11; do
        if suits "$PYTHON"; then return; fi
    done
    found=$(python3 --version 2>&1) || found="no Python at all"
    stop "a Python 3.11, 3.12 or 3.13 is needed, and here is $found; install one, or name it with PYTHON="
}

# 2. System packages ---------------------------------------------------------------------------

# Print the names wanted on this machine, a line for each package with its older names behind.
wanted_packages() {
    real=$(readlink -f "$(command -v "$PYTHON")")
    case $real in
        /usr/bin/python3.*) system_python=${real#/usr/bin/} ;;
        *) system_python="" ;;
    esac
    grep -v '^#' installer/system-packages.txt | while read -r use names; do
        case $PURPOSE-$use in
            *- | run-test) continue ;;
        esac
        case $names in
            *"{python}"*) [ -z "$system_python" ] || echo "$system_python${names#"{python}"}" ;;
            *) echo "$names" ;;
        esac
    done
}

# Print, for each line of standard input without any installed name, that line.
not_installed() {
    installed=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' |
        sed -n 's/^installed //p' | tr '\n' ' ')
    while read -r names; do
        for name in $names; do
            case " $installed" in *" $name "*) continue 2 ;; esac
        done
        echo "$names"
    done
}

# For each line of standard input print the first name that the configured sources offer, else the
# last one.
installable() {
    while read -r names; do
        for name in $names; do
            if apt-cache show --no-all-versions "$name" >/dev/null 2>&1; then break; fi
        done
        echo "$name"
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_system_packages() {
    [ "${SYSTEM_PACKAGES:-}" != skip ] || return 0
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        stop "no apt here; install what installer/system-packages.txt lists, then SYSTEM_PACKAGES=skip make setup"
    fi
    missing=$(wanted_packages | not_installed)
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null ||
            stop "neither root nor sudo here; have these installed:" $(echo "$missing" | installable)
        say "sudo is needed to install system packages"
        sudo -v || stop "sudo refused; have these installed:" $(echo "$missing" | installable)
    fi
    say "refreshing the list of system packages"
    as_root apt-get update -q >>"$LOG" 2>&1 </dev/null || say "the list could not be refreshed; going on with the old one"
    names=$(echo "$missing" | installable)
    say "installing system packages:" $names
    logged "apt could not install the system packages; is the network there?" \
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
        -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 $names
}

# 3. Virtual environment -----------------------------------------------------------------------

pip_install() {
    PATH="$PWD/.venv/bin:$PATH" PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore \
        .venv/bin/python -m pip install --no-input --progress-bar off "$@"
}

make_environment() {
    say "making the virtual environment .venv with $PYTHON"
    logged "the virtual environment could not be made" "$PYTHON" -m venv --clear .venv
}

install_packages() {
    say "installing what builds packages"
    logged "pip could not install the build packages; is the network there?" \
        pip_install --require-hashes -r requirements/build.txt
    say "installing the application's packages, each checked by its hash"
    logged "pip could not install the Python packages; is the network there?" \
        pip_install --require-hashes --no-build-isolation -r requirements/app.txt
}

install_test_packages() {
    say "installing the tests' packages, each checked by its hash"
    logged "pip could not install the tests' packages; is the network there?" \
        pip_install --require-hashes --no-build-isolation -r requirements/dev.txt
}

install_project() {
    say "installing the application itself, editable"
    logged "the application itself could not be installed" \
        pip_install --no-deps --no-build-isolation --editable .
}

# A step is done again when its inputs differ from those noted in its stamp. The folder is one of
# them: scripts in .venv hold its path.
inputs() {
    pwd
    cat .venv/pyvenv.cfg "$@" | sha256sum
}

# unless_done STEP INPUTS…
unless_done() {
    step=$1
    shift
    if [ ! -e "$STAMP.$step" ] || [ "$(inputs "$@")" != "$(cat "$STAMP.$step")" ]; then
        rm -f "$STAMP.$step"
        "install_$step"
        inputs "$@" >"$STAMP.$step"
    fi
}

# ----------------------------------------------------------------------------------------------

mkdir -p build
: >"$LOG"
choose_python
install_system_packages
has_environment || make_environment
unless_done packages requirements/build.txt requirements/app.txt
[ "$PURPOSE" = run ] || unless_done test_packages requirements/dev.txt
unless_done project pyproject.toml requirements/app.in
say "ready ($(.venv/bin/python --version))"
