"""`python3 -m libyamap.machine` prints the Debian packages that Qt still lacks here, one a line; nothing if none."""

import sys

from libyamap.machine.libraries import missing_packages

sys.stdout.writelines(f"{package}\n" for package in missing_packages())
