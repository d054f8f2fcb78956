"""The register of identities: which id was given to which address, for ever.

`stories/register.tsv` has one line a story, sorted by id, added when a story is first approved. Ids are never
reused and addresses never move without a redirect; a plain file in Git shows both in any diff and merges by
line, where reading Git's history would fail in a shallow clone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.errors import ConfigurationError
from newsroom.files import write_text
from newsroom.language import Words

if TYPE_CHECKING:
    from pathlib import Path

_HEADING = "# id\taddress - given once, never changed, never reused; written by `newsroom approve`\n"


def register_path(stories: Path) -> Path:
    """Return where the register of a stories' folder lies."""
    return stories / "register.tsv"


def read_register(stories: Path) -> dict[str, str]:
    """Return id → address (`2026/<slug>/`) of every story that was ever approved.

    Raises:
        ConfigurationError: a line is not `id<TAB>address`, or an id has two addresses.

    """
    path = register_path(stories)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(_BROKEN, _BROKEN_REMEDY, path=path, line=1) from error
    given: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        identity, tab, address = line.partition("\t")
        if not tab or not address.strip():
            raise ConfigurationError(_BROKEN, _BROKEN_REMEDY, path=path, line=number)
        identity = identity.strip()
        if given.setdefault(identity, address.strip()) != address.strip():
            # Two branches gave one id to two stories and Git joined both lines.
            raise ConfigurationError(_TWICE, _TWICE_REMEDY, path=path, line=number, id=identity)
    return given


def write_register(stories: Path, given: dict[str, str]) -> None:
    """Write the whole register in one step."""
    lines = [f"{identity}\t{given[identity]}\n" for identity in sorted(given)]
    write_text(register_path(stories), _HEADING + "".join(lines))


_BROKEN = Words("Sổ mã hồ sơ {path} hỏng ở dòng {line}.", "The register {path} is broken at line {line}.")
_TWICE = Words(
    "Sổ mã hồ sơ {path}, dòng {line}: mã {id} được cấp cho hai địa chỉ.",
    "The register {path}, line {line}: the id {id} was given to two addresses.",
)
_TWICE_REMEDY = Words(
    "Giữ dòng của bài duyệt trước; bài kia nhận mã mới rồi duyệt lại.",
    "Keep the line of the story approved first; the other gets a new id and is approved again.",
)
_BROKEN_REMEDY = Words(
    "Khôi phục tệp từ Git (git checkout -- stories/register.tsv).",
    "Restore the file from Git (git checkout -- stories/register.tsv).",
)
