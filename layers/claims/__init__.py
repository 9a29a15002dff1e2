"""What a report claims: clauses, how they are meant, and a claim's record."""
