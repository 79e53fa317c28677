"""Everything that must never be lost."""
