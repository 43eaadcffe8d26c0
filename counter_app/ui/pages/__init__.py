"""The pages of the middle column, on the agent’s side."""
