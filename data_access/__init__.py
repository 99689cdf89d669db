"""Count and commit: all that touches the database, and nothing that touches Excel."""
