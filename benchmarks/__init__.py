"""Every step, measured: what an import costs beside what others take for the same file."""
