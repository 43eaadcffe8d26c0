"""Simulated cards and readers: in this process, or behind a real PC/SC service."""
