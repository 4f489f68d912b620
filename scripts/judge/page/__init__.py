"""Hold the vendor's page to the facts that the contract rests on."""
