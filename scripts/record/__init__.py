"""Turn an exchange with a server into a recording that holds no secret."""
