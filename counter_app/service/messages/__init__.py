"""Messages to people: their texts, and how they leave through the outbox."""
