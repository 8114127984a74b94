"""What the documents say, as values without layout: the report, the session pack, the plan."""
