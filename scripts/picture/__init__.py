"""Draw the README's picture from a real run, so that it stays true."""
