"""Questions that an examiner wrote without seeing the search."""
