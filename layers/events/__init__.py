"""What kind of event a claim is about, and who acts in it."""
