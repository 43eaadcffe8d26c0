"""Which sheet is read on a page of the case. Its words: `resources/texts`, a language a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.profile import Action, FurtherAct, PersonAct
from counter_app.procedure.case import Case, StepId

if TYPE_CHECKING:  # of no use to the first window
    from counter_app.domain.paper_words import Change, ConsequenceSheet


def change_read(step: StepId | None, case: Case | None) -> Change | None:
    """What the sheet of this page explains; None where nothing has to be read before.

    An activation has no sheet: the person reads the terms of use instead.
    """
    from counter_app.domain.paper_words import Change  # noqa: PLC0415 - not for the first window

    action = None if case is None else case.action
    if action is Action.CLOSE and step is StepId.DELETION:
        return Change.DELETE
    changes: dict[PersonAct | None, Change] = {
        Action.OPPOSE: Change.OPPOSE,
        Action.CLOSE: Change.CLOSE,
        FurtherAct.REQUEST_DELETION: Change.DELETE_KEPT,
        FurtherAct.DECLARE_NOT_REPRESENTATIVE: Change.DECLARE,
    }
    return changes.get(action)


def sheet_read(step: StepId | None, case: Case | None) -> ConsequenceSheet | None:
    """The words of that sheet, in the language of the case. Raises PapersError."""
    from counter_app.domain.papers import papers  # noqa: PLC0415 - as above

    change = change_read(step, case)
    return None if case is None or change is None else papers(case.language).sheets[change]
