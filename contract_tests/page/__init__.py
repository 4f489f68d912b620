"""Is the vendor's page held to the facts that the contract rests on?"""
