"""How a text is printed: its lines joined to blocks, each with what stands before and above it."""
