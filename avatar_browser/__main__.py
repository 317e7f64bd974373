"""``python -m avatar_browser``"""

import sys

from avatar_browser.cli import main

if __name__ == "__main__":
    sys.exit(main())
