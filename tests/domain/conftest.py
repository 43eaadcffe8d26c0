"""Property tests of the domain: no deadline, so that a slow machine changes nothing."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("domain", deadline=None, max_examples=100)
settings.load_profile("domain")
