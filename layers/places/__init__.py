"""Where a claim is, and what each place does in it."""
