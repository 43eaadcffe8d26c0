"""The guided case as a table of steps. No Qt."""
