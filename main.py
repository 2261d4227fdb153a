"""Starts the window from a checkout: `python main.py [PROJECT]`."""

import sys

from libyamap.ui.app import main

if __name__ == "__main__":
    sys.exit(main())
