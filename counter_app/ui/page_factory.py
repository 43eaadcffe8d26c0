"""Which page belongs to which step. A page is made, and its module loaded, when first shown."""

from __future__ import annotations

import importlib

from PySide6.QtWidgets import QWidget

from counter_app.procedure.case import StepId
from counter_app.ui.context import Desk

STATISTICS = "statistics"

_PAGES: dict[str, tuple[str, str]] = {
    "locked": ("pages.locked", "LockedPage"),
    STATISTICS: ("pages.statistics", "StatisticsPage"),
    StepId.NUMBERS: ("pages.numbers", "NumbersPage"),
    StepId.PERSON: ("pages.person", "PersonPage"),
    StepId.SITUATION: ("pages.situation", "SituationPage"),
    StepId.REDIRECT: ("pages.redirect", "RedirectPage"),
    StepId.CODE: ("pages.code", "CodePage"),
    StepId.NEW_CODE: ("pages.new_code", "NewCodePage"),
    StepId.CODE_BY_POST: ("pages.new_code", "CodeByPostPage"),
    StepId.DECISION: ("pages.decision", "DecisionPage"),
    StepId.MANDATE: ("pages.mandate", "MandatePage"),
    StepId.CONSEQUENCES: ("pages.consequences", "ConsequencesPage"),
    StepId.DELETION: ("pages.consequences", "DeletionPage"),
    StepId.TERMS: ("person.terms", "TermsPage"),
    StepId.CONTACTS: ("person.contacts", "ContactsPage"),
    StepId.LOGIN_NAME: ("person.login_name", "LoginNamePage"),
    StepId.PASSWORD: ("person.password", "PasswordPage"),
    StepId.CONFIRMATION: ("pages.confirmation", "ConfirmationPage"),
}


PAGE_NAMES: tuple[str, ...] = tuple(_PAGES)


def load_module(name: str) -> None:
    """Import the module of that page, from any thread."""
    importlib.import_module(f"counter_app.ui.{_PAGES[name][0]}")


def make_page(name: str, desk: Desk) -> QWidget:
    """The page of that step, or of that name, new."""
    module, page_class = _PAGES[name]
    page: QWidget = getattr(importlib.import_module(f"counter_app.ui.{module}"), page_class)(desk)
    return page
