"""The person’s side of the screen: nothing of the agent’s, one thing at a time, large."""
