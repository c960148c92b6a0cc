"""One file a page; no page computes anything.

Python's standard library has a module named graphlib too. Whatever was imported before, from here
on ours is the one that is found.
"""

import sys
from pathlib import Path

_ROOT = str(Path(__file__).resolve().parents[1])
sys.path[:] = [_ROOT, *(entry for entry in sys.path if entry != _ROOT)]
if "graphlib" in sys.modules and not hasattr(sys.modules["graphlib"], "__path__"):
    del sys.modules["graphlib"]
