"""The contract, held against recordings, the client, the sandbox and live servers."""
