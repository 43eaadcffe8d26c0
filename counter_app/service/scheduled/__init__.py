"""The work that comes due by itself: `counter-app scheduled-work`."""
