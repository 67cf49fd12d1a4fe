"""One module per explorer."""
