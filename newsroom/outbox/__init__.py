"""The outbox and the ledger: what is to be posted, what was tried, and what is public."""
