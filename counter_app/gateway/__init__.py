"""The service as the counter sees it."""
