"""What the criteria are and what can be said about them. Imports no other room."""
