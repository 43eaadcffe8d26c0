"""The command line. Without a word it opens the window; each word belongs to one layer."""

from __future__ import annotations

import argparse
import gc
import importlib
import sys
from collections.abc import Sequence

from counter_app.start_up import NOT_FOR_THE_FIRST_WINDOW, defer, load_qt

# Word → the module that has `add_arguments(subparsers)` and `run(arguments) -> exit status`.
# Imported only when its word is said: the window must not wait for a web framework.
COMMANDS: dict[str, str] = {
    "read-card": "counter_app.cardreader.command_line",
    "simulate-card": "counter_app.cardreader.command_line",
    "walkthrough": "counter_app.walkthrough.command_line",
    "serve": "counter_app.service.command_line",
    "outbox": "counter_app.service.messages.command_line",
    "letters": "counter_app.service.messages.command_line",
    "campaign": "counter_app.service.waves.command_line",
    "record-events": "counter_app.service.waves.command_line",
    "scheduled-work": "counter_app.service.scheduled.command_line",
    "doctor": "counter_app.post.command_line",
    "read-aloud": "counter_app.post.read_aloud",
    "verify-receipt": "counter_app.gateway.command_line",
    "statistics": "counter_app.service.statistics_command",
    "keys": "counter_app.service.key_commands",
}
WINDOW = "counter_app.app"


def _parser(modules: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="counter-app",
        description="Carte Vitale et Mon espace santé au guichet. Sans mot : ouvre la fenêtre.",
    )
    subparsers = parser.add_subparsers(dest="command", metavar="MOT")
    for module in modules:
        importlib.import_module(module).add_arguments(subparsers)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    command = words[0] if words and words[0] in COMMANDS else None
    if command is None and words and words[0] in ("-h", "--help"):
        _parser(tuple(dict.fromkeys(COMMANDS.values()))).parse_args(words)
    if command is None:
        gc.disable()  # nothing is thrown away before the first window; then see `ui.garbage`
        defer(*NOT_FOR_THE_FIRST_WINDOW)
        load_qt()
        window = importlib.import_module(WINDOW)
        return int(window.run(words))
    module = COMMANDS[command]
    return int(importlib.import_module(module).run(_parser((module,)).parse_args(words)))


if __name__ == "__main__":
    sys.exit(main())
