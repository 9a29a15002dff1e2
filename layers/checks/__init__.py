"""What our geometry and tables say beside the figures and relations that claims state."""
