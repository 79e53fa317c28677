"""Documents into criteria and passages."""
