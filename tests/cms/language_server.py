"""A real YAML language server, spoken to over its standard input and output (Language Server Protocol 3.17)."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path


class LanguageServer:
    """One running server with one schema for every document."""

    def __init__(self, node: str, program: Path, schema: Path) -> None:
        command = [node, str(program), "--stdio"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._schema = schema
        self._number = 0
        self._published: dict[str, list[dict[str, Any]]] = {}
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": {"workspace": {}}})
        self._tell("initialized", {})
        self._settings = {
            "schemas": {schema.as_uri(): "*.yml"},
            "schemaStore": {"enable": False},
            "validate": True,
            "hover": True,
            "completion": True,
        }
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": self._settings}})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def open(self, name: str, text: str) -> list[dict[str, Any]]:
        """Open a document; return the diagnostics the server publishes for it."""
        uri = f"file:///stories/{name}"
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while uri not in self._published:
            self._take()
        return self._published[uri]

    def complete(self, name: str, line: int, character: int) -> dict[str, str]:
        """Return label → documentation of what the server offers at a place (counted from nought)."""
        found = self._ask("textDocument/completion", _place(name, line, character))
        return {item["label"]: _text(item.get("documentation")) for item in found["items"]}

    def hover(self, name: str, line: int, character: int) -> str:
        """Return what the server shows when the mouse rests at a place."""
        found = self._ask("textDocument/hover", _place(name, line, character))
        return _text(found["contents"]) if found else ""

    def _ask(self, method: str, params: object) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while (answer := self._take()).get("id") != self._number or "method" in answer:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def _tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _take(self) -> dict[str, Any]:
        """Read one message; answer the server's own questions."""
        stream = self._process.stdout
        assert stream is not None
        size = 0
        while (line := stream.readline().strip()) or not size:
            assert line or self._process.poll() is None, "the language server has stopped"
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(stream.read(size))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._published[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, message: dict[str, Any]) -> Any:
        if message["method"] == "custom/schema/content":
            return self._schema.read_text("utf-8")
        if message["method"] == "workspace/configuration":
            return [self._settings if item["section"] == "yaml" else None for item in message["params"]["items"]]
        return None


def _place(name: str, line: int, character: int) -> dict[str, Any]:
    return {
        "textDocument": {"uri": f"file:///stories/{name}"},
        "position": {"line": line, "character": character},
    }


def _text(content: Any) -> str:
    if isinstance(content, dict):
        return str(content.get("value", ""))
    return "" if content is None else str(content)
