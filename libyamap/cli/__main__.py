"""`python -m libyamap.cli` is the command `libyamap`, for where scripts are not on the path."""

import sys

from libyamap.cli.main import main

sys.exit(main())
