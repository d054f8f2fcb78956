"""The fixtures of `publishing_scene`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "scenarios"))

from publishing_scene import (  # noqa: F401 - the folder is on the path only now; fixtures are found by name
    clock,
    newsroom,
    platforms,
    running_sandbox,
    scene,
    shared_scene,
    two_stories,
)
