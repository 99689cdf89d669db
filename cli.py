"""The back door: the same work as the pages, without a browser. ``python cli.py --help`` tells the rest."""

import sys

from commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
