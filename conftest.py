"""Make sure that the tests see this project's graphlib, not the standard library's.

A plugin may have imported the standard module of that name before pytest came here; what it took
from it stays with it.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
if not hasattr(sys.modules.get("graphlib"), "__path__"):
    sys.modules.pop("graphlib", None)
