"""A scorecard as pictures, data and lines."""
