"""Whole pieces of work, called alike by the pages, the routes and the command line: where intake and database meet."""
