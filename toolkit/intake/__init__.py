"""Room 1: files become answers, turns, people and extracts, through one gate."""
