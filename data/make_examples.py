"""Write the example programmes, the import templates and the data dictionary.

    python data/make_examples.py [--out FOLDER]

The programmes are invented from start to end, and the same at every run: no organisation, town or
tie in them exists, and no person is named. Templates and dictionary are made from the schema.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from recipes import club, community_platform, content_networks, event_programme, funding_platform

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from graphlib.readers import data_dictionary, template_csv, template_workbook  # noqa: E402
from graphlib.readers.shapes import SHAPES  # noqa: E402
from graphlib.translation import LANGUAGES  # noqa: E402

RECIPES = {
    "event_programme": event_programme.make,
    "club": club.make,
    "funding_platform": funding_platform.make,
    "community_platform": community_platform.make,
    "content_networks": content_networks.make,
}


def main() -> None:
    """Write everything that this folder holds and nobody wrote by hand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--out", type=Path, default=HERE)
    out = parser.parse_args().out
    for name, make in RECIPES.items():
        make(out / name)
        print(out / name)
    _templates(out / "templates")
    introduction = (HERE / "recipes" / "introduction.md").read_text(encoding="utf-8")
    (out / "README.md").write_text(introduction + "\n" + data_dictionary("en"), encoding="utf-8")


def _templates(folder: Path) -> None:
    """Write the import templates, whole and by shape: one CSV a table, and a workbook in each language."""
    for shape in (None, *SHAPES):
        place = folder / (shape or "")
        place.mkdir(parents=True, exist_ok=True)
        for name, content in template_csv(shape=shape).items():
            (place / name).write_bytes(content)
        for language in LANGUAGES:
            (place / f"template-{language}.xlsx").write_bytes(template_workbook(language, shape=shape))


if __name__ == "__main__":
    main()
