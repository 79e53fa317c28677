"""The conversation: what people say to Howwell and what it says back."""
