"""Take secrets out of an exchange, and leave what the contract says of it."""
