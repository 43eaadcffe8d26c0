"""This workstation: settings, secrets, logs, the embedded service."""
