#!/bin/sh
# Open the window; where there is no screen, do the whole job without one: `make run`.
set -eu
cd "$(dirname "$0")/.."

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "run: opening the window (fictive people, nothing leaves this machine)"
    exec .venv/bin/counter-app "$@"
fi

out=walkthrough
echo "run: no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)"
echo "run: the whole job is done without one, and leaves its pictures in $out/"
QT_QPA_PLATFORM=offscreen .venv/bin/counter-app walkthrough --out "$out" "$@"
echo "run: it left these files:"
find "$out" -type f | sort
