"""The windows. No rule of the domain lives here."""
