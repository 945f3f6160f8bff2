"""What must always hold, whatever people do in whatever order: random walks and races."""
