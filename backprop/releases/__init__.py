"""What a release promises: the ledger of its keys and values, and the changelog that tells of changes."""
