"""The migrations of the store, run at start-up by `service.store`."""
