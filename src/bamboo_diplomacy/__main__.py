"""``python -m bamboo_diplomacy`` is the command ``bamboo``, for machines where scripts are not on the path."""

import sys

from bamboo_diplomacy.cli import main

if __name__ == "__main__":
    sys.exit(main())
