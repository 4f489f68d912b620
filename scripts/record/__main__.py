"""Run the recorder from the command line."""

import sys

from scripts.record.cli import main

if __name__ == "__main__":
    sys.exit(main())
