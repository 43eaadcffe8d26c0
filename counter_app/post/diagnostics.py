"""Is this post ready: one line for each thing that a counter needs.

Each probe runs in a thread of its own and is waited for a few seconds: what breaks or hangs is a
line of the report, never the end of it. No line holds personal data.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

WAITED_SECONDS = 20.0  # for one probe; they run side by side

Facts = Mapping[str, str | int | bool | None]


class Verdict(StrEnum):
    """What a line says of its subject."""

    READY = "ready"
    DOUBTFUL = "doubtful"  # work goes on, with something missing
    FAILED = "failed"


MARKS: Mapping[Verdict, str] = {
    Verdict.READY: "bon",
    Verdict.DOUBTFUL: "à voir",
    Verdict.FAILED: "EN PANNE",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `said`: a sentence in French; `facts`: for the JSON report."""

    verdict: Verdict
    said: str
    facts: Facts


Probe = Callable[[], Line]


@dataclass(frozen=True, slots=True)
class Report:
    """Lines by subject, in the order of the probes."""

    lines: Mapping[str, Line]

    @property
    def ready(self) -> bool:
        """Whether nothing failed."""
        return all(line.verdict is not Verdict.FAILED for line in self.lines.values())

    def as_json(self) -> dict[str, object]:
        """The report as JSON values, its words stable: `ready`, then a table for each subject."""
        return {
            "ready": self.ready,
            "checks": {
                subject: {"verdict": line.verdict.value, "said": line.said, **line.facts}
                for subject, line in self.lines.items()
            },
        }

    def as_text(self) -> str:
        """The report for a person: the mark, the subject, the sentence."""
        return "\n".join(
            f"{MARKS[line.verdict]:>8}  {subject:<9} {line.said}"
            for subject, line in self.lines.items()
        )


def ready(said: str, **facts: str | int | bool | None) -> Line:
    """A line about something that is as it should be."""
    return Line(Verdict.READY, said, facts)


def doubtful(said: str, **facts: str | int | bool | None) -> Line:
    """A line about something missing that does not stop the work."""
    return Line(Verdict.DOUBTFUL, said, facts)


def failed(said: str, **facts: str | int | bool | None) -> Line:
    """A line about something that stops the work."""
    return Line(Verdict.FAILED, said, facts)


def examine(probes: Mapping[str, Probe], waited_seconds: float = WAITED_SECONDS) -> Report:
    """Run all probes side by side and report in their order. Never raises."""
    found: dict[str, Line] = {}

    def run(subject: str, probe: Probe) -> None:
        try:
            line = probe()
        except Exception as error:  # noqa: BLE001 - a line of the report, whatever it is
            line = failed(
                "L’examen lui-même a échoué : prévenez l’assistance.", error=type(error).__name__
            )
        found[subject] = line

    # Daemons: a driver that never answers must not keep the program from ending.
    threads = {
        subject: threading.Thread(target=run, args=(subject, probe), name=subject, daemon=True)
        for subject, probe in probes.items()
    }
    for thread in threads.values():
        thread.start()
    for thread in threads.values():
        thread.join(waited_seconds)
    silent = failed("Pas de réponse : redémarrez l’ordinateur, puis prévenez l’assistance.")
    return Report({subject: found.get(subject, silent) for subject in probes})
