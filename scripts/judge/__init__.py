"""Do answers keep the contract? The engine that judges them, and the program that tells."""
