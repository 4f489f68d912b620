"""What any document becomes: a package that says the truth, or a refusal in one line."""
