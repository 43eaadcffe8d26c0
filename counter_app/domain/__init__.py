"""Rules and words of the service: identifiers, states, deadlines, failures. No Qt, no I/O."""
