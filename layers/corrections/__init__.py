"""What an analyst says, which wins over every inference."""
