"""The nouns: what the rooms hand to one another."""
