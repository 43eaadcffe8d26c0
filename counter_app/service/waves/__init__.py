"""The waves of notices: campaigns, the people and the events that funds hand over, the codes."""
