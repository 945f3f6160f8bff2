"""The dialogue with the team."""
