"""Every page is valid HTML, by a validator that is not ours."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from office_kit import REPOSITORY

if TYPE_CHECKING:
    from office_kit import Office

TOOLS = REPOSITORY / "tools" / "web"
PROGRAM = TOOLS / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"


def faults(node: str, folder: Path) -> list[str]:
    """Return one line for each fault that html-validate finds in the pages below `folder`."""
    command = [node, str(PROGRAM), "--config", str(TOOLS / ".htmlvalidate.json"), "--formatter", "json", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert said.stdout, said.stderr
    found = []
    for page in json.loads(said.stdout):
        name = Path(page["filePath"]).relative_to(folder)
        found += [f"{name}:{f['line']}:{f['column']} {f['ruleId']}: {f['message']}" for f in page["messages"]]
    return found


def test_every_page_is_valid(node: str, web_office: Office) -> None:
    """No page of any kind breaks a rule of the HTML standard."""
    assert "\n".join(faults(node, web_office.site)) == ""


def test_the_validator_sees_faults(node: str, tmp_path: Path) -> None:
    """A page with a doubled id, an unknown attribute and a wrong nesting is told by line and rule."""
    (tmp_path / "index.html").write_text(
        '<!doctype html>\n<html lang="vi"><head><title>a</title></head><body>\n'
        '<p id="a"></p><div id="a"></div>\n<ul><p>x</p></ul>\n</body></html>\n',
        encoding="utf-8",
    )
    found = faults(node, tmp_path)
    assert any(line.startswith("index.html:3:") and "no-dup-id" in line for line in found)
    assert any(line.startswith("index.html:4:") and "element-permitted-content" in line for line in found)
