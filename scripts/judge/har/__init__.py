"""Judge the exchanges that other programs have saved as HAR, sending nothing."""
