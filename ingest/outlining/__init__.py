"""What a document asks, notes and defines: its blocks understood as criteria, piece by piece."""
