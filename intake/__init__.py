"""Guard, read, match, validate: from bytes to rows and problems. Pure: no screen, no database."""
