"""The whole job without a person: real widgets, a real service process, a real card read."""
