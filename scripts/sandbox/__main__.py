"""Run the sandbox from the command line."""

import sys

from scripts.sandbox.cli import main

if __name__ == "__main__":
    sys.exit(main())
