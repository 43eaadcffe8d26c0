"""The reference service: HTTP API, store, notices."""
