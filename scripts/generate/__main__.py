"""Run the generator."""

import sys

from scripts.generate import main

if __name__ == "__main__":
    sys.exit(main())
