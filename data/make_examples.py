"""Write the example programmes: invented from start to end, and the same at every run.

    python data/make_examples.py [--out FOLDER]

No organisation, town or tie in them exists, and no person is named.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from recipes import club, event_programme, funding_platform

RECIPES = {
    "event_programme": event_programme.make,
    "club": club.make,
    "funding_platform": funding_platform.make,
}


def main() -> None:
    """Write every example into its own folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    out = parser.parse_args().out
    for name, make in RECIPES.items():
        make(out / name)
        print(out / name)


if __name__ == "__main__":
    main()
