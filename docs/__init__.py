"""Beside the walk: what is written about it, and the script that writes the parts that follow from the code."""
