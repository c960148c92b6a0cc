"""What all tests share: a workspace of their own, the example, and the real networks beside us."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile(
    "default", max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "nightly", max_examples=2000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(autouse=True, scope="session")
def own_workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests out of the user's workspace."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("workspace")
        patch.setenv("PASSERELLE_DATABASE_URL", f"sqlite:///{folder / 'workspace.db'}")
        yield


@pytest.fixture(scope="session")
def example() -> Path:
    """Give the folder of the event programme."""
    return ROOT / "data" / "event_programme"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of real networks, or skip where it is not there."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("the real networks are not on this machine (../shared/data)")
    return folder


@pytest.fixture(scope="session")
def reference_values() -> Path:
    """Give the folder of values that other software computed, or skip where it is not there."""
    folder = SHARED / "reference"
    if not folder.is_dir():
        pytest.skip("the reference values are not on this machine (../shared/reference)")
    return folder
