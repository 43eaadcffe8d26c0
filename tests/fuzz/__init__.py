"""The fuzzer of what cards answer, and its corpus."""
