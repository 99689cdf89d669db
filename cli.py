"""The back door: the same work as the pages, without a browser. ``python cli.py --help`` tells the rest."""

import sys

from commands import main
from commands.speaking import speak_utf8

if __name__ == "__main__":
    speak_utf8()
    sys.exit(main(sys.argv[1:]))
