"""The editors' form is a program of others, served from our own site: which file of which package, named by its hash.

The files are fetched once by tools/setup/cms_scripts.py into `.tools/cms` and are not kept in Git. A file that is not,
bit for bit, the one named here does not reach the site.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".tools/cms"
"""Where the fetched files lie, below newsroom.toml's folder."""


@dataclass(frozen=True, slots=True)
class Vendored:
    """One file of a package of the npm registry."""

    package: str
    version: str
    member: str
    """Its path in the package."""
    served_as: str
    """Its path below `admin/`."""
    sha384: str

    @property
    def file_name(self) -> str:
        """What it is called in `FOLDER`."""
        return f"{self.package.replace('/', '-').lstrip('@')}-{self.version}-{self.member.rsplit('/', 1)[-1]}"


# The first of each is the program itself. All MIT, the icons OFL 1.1 (read 2026-11).
FRONT_ENDS: dict[str, tuple[Vendored, ...]] = {
    "decap": (
        Vendored(
            "decap-cms",
            "3.16.3",
            "dist/decap-cms.js",
            "decap-cms-3.16.3.js",
            "03f19d9fddbc08d2ee7e69c6586b3d44ce10f68f1b48d2de24446a045ac18f0ccbec5469a0b4f730f17c4e5d3e59dda9",
        ),
    ),
    "sveltia": (
        Vendored(
            "@sveltia/cms",
            "0.221.1",
            "dist/sveltia-cms.js",
            "sveltia-cms-0.221.1.js",
            "250f97b0ac7f533c1d4e2367152b736b75edaaa42856dc8d3c0a647efc25cd90df85eee0884f429df42ba47aa0bf793a",
        ),
        Vendored(
            "@sveltia/cms",
            "0.221.1",
            "locales/vi.json",
            "vendor/@sveltia/cms@0.221.1/locales/vi.json",
            "1ad9d8b490cce59f68ffc771308c77a8b4803901ea78b0a115baee74bad7dc3eac2195b9899f00149d359d5a8e6e6759",
        ),
        Vendored(
            "immutable",
            "5.1.9",
            "dist/immutable.es.js",
            "vendor/immutable@5.1.9/dist/immutable.es.js",
            "89b6142abea2fc4d5ee29edc8a6f62292aef596258b5fd9f952c2f8de321049dba041c8699138d07a425d2aabcf2e5c4",
        ),
        Vendored(
            "@fontsource-variable/material-symbols-outlined",
            "5.3.7",
            "files/material-symbols-outlined-latin-wght-normal.woff2",
            "vendor/material-symbols.woff2",
            "8d2acdd20d665bf05e79c4ae8de00f72e2e9ef3423ff12c9a1008b19811e73dc0135572332f1bbb7bce6ea8c1ffc46d1",
        ),
    ),
}

# Sveltia fetches its languages, one library and its fonts from other hosts (seen in 0.221.1). They are served here;
# text fonts are the reader's own, which have Vietnamese letters, as the fetched subsets have not.
_FOREIGN = (
    (re.compile(r"https://unpkg\.com(?=/)"), "./vendor"),
    (
        re.compile(r"https://cdn\.jsdelivr\.net/fontsource/fonts/material-symbols[^)]*"),
        "./vendor/material-symbols.woff2",
    ),
    (re.compile(r"@font-face \{font-family:'(?:Source Sans 3|Noto Mono)'[^}]*\}"), ""),
)


def missing_files(front_end: str, root: Path) -> list[str]:
    """Return the names of files that were not fetched, or are not those named here."""
    return [one.file_name for one in FRONT_ENDS[front_end] if _read(one, root) is None]


def served_files(front_end: str, root: Path) -> dict[str, bytes]:
    """Return path below `admin/` → bytes, the program first; all files must be there."""
    files: dict[str, bytes] = {}
    for one in FRONT_ENDS[front_end]:
        data = _read(one, root)
        if data is None:
            raise FileNotFoundError(one.file_name)
        files[one.served_as] = data
    if front_end == "sveltia":
        program = FRONT_ENDS[front_end][0].served_as
        text = files[program].decode()
        for foreign, ours in _FOREIGN:
            text = foreign.sub(ours, text)
        files[program] = text.encode()
        # Asked for to see whether there is a newer version: there is not, until the office takes it.
        files["vendor/@sveltia/cms/package.json"] = b'{"version": "%s"}' % FRONT_ENDS[front_end][0].version.encode()
    return files


def integrity(data: bytes) -> str:
    """Return what a page says of a script's bytes, so that the browser runs no others."""
    return "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode()


def _read(one: Vendored, root: Path) -> bytes | None:
    try:
        data = (root / FOLDER / one.file_name).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha384(data).hexdigest() == one.sha384 else None
