"""Which changes of our own code no test notices."""
