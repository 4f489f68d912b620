"""What a change of the contract means for those who read responses, for those who send requests, and for the client."""
