"""Counter application for Mon espace santé."""

__version__ = "0.1.0"
