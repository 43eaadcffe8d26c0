"""`counter-app walkthrough`: the whole job without a screen."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from counter_app.domain.profile import Action
from counter_app.gateway.port import Channel

_MODES = (Channel.CARD, Channel.TYPED)


def add_arguments(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the word and its options."""
    parser = subparsers.add_parser(
        "walkthrough", help="faire toute la démarche sans écran, et en laisser les images"
    )
    parser.add_argument("--action", choices=[action.value for action in Action])
    parser.add_argument("--mode", choices=[mode.value for mode in _MODES])
    parser.add_argument("--out", required=True, type=Path, metavar="DOSSIER")


def run(arguments: argparse.Namespace) -> int:
    """Play the visits; 0 when all came to their confirmation, 2 when one was stuck."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from counter_app.app import create_application  # noqa: PLC0415 - after the platform is chosen
    from counter_app.post.settings import Settings, Theme  # noqa: PLC0415
    from counter_app.ui.event_loop import create_loop  # noqa: PLC0415
    from counter_app.walkthrough.hand import WalkthroughStuckError  # noqa: PLC0415

    _silence_the_offscreen_platform()
    settings = replace(Settings(), theme=Theme.LIGHT, print_at_once=False)  # no sheet of paper
    application = create_application(settings)
    application.setQuitOnLastWindowClosed(False)
    loop = create_loop(application)
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(loop):
        try:
            report = loop.run_until_complete(_play(settings, _visits(arguments), out))
        except WalkthroughStuckError as stuck:
            print(f"Le parcours s’est arrêté : {stuck}.", file=sys.stderr)  # noqa: T201
            return 2
    _tell(report, out)
    return 0


def _silence_the_offscreen_platform() -> None:
    """It has no window manager to tell sizes to, and says so at each change of a layout."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler  # noqa: PLC0415

    def told(_kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
        if "propagateSizeHints" not in message:
            print(message, file=sys.stderr)  # noqa: T201

    qInstallMessageHandler(told)


def _visits(arguments: argparse.Namespace) -> list[tuple[Action, Channel]]:
    """One visit when an act is named; else each act with a card, and one typed."""
    if arguments.action is not None:
        return [(Action(arguments.action), Channel(arguments.mode or Channel.CARD))]
    modes = _MODES if arguments.mode is None else (Channel(arguments.mode),)
    return [(action, mode) for mode in modes for action in Action]


async def _play(settings: Any, visits: list[tuple[Action, Channel]], out: Path) -> dict[str, Any]:
    from counter_app.counter import Counter  # noqa: PLC0415
    from counter_app.ui.window import MainWindow  # noqa: PLC0415
    from counter_app.walkthrough import card_source, report, scenarios  # noqa: PLC0415
    from counter_app.walkthrough.hand import Hand  # noqa: PLC0415
    from counter_app.walkthrough.interface_watch import InterfaceWatch  # noqa: PLC0415

    source = card_source.choose()
    watch = InterfaceWatch()
    done: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as state:
        counter = Counter(settings, state=Path(state))
        painted = asyncio.Event()
        source.watched_by(counter)
        window = MainWindow(counter, painted.set)
        window.show()
        window.activateWindow()
        await painted.wait()
        counter.attach_service()
        await counter.greeted()
        await window.prepare_pages()
        watch.start()
        try:
            for action, mode in visits:
                folder = out / f"{action.value}-{mode.value}"
                folder.mkdir(exist_ok=True)
                stopwatch = report.Stopwatch(watch)
                hand = Hand(window, watch, folder)
                person = scenarios.fictive_person(scenarios.PEOPLE[action, mode])
                await scenarios.Scenario(
                    action, mode, counter, hand, source, stopwatch, folder, person
                ).play()
                files = ["confirmation.pdf"]
                done.append(report.visit_report(action.value, mode.value, hand, stopwatch, files))
        finally:
            watch.stop()
            source.remove()
            window.hide()
            await counter.stop()
    return report.write_report(out / "report.json", done, watch, source.name)


def _tell(report: dict[str, Any], out: Path) -> None:
    """Name what was left, and the figures that matter."""
    lines = [f"Parcours fait. Lecture de carte : {report['card_read']}."]
    for visit in report["visits"]:
        folder = out / f"{visit['action']}-{visit['mode']}"
        agent = visit["keystrokes"]["agent"] + visit["clicks"]["agent"]
        lines.append(f"  {folder}/ : {len(visit['files'])} fichiers, {agent} gestes de l’agent")
    longest = report["interface"]["longest_busy_ms"]
    lines.append(f"  {out / 'report.json'} : l’écran n’a jamais attendu plus de {longest} ms")
    print("\n".join(lines))  # noqa: T201
