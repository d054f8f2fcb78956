"""Two thin clients for the sandbox: what a publisher sends, and nothing more."""

import io
from typing import Any

import requests
from PIL import Image

from publishers.sandbox import Sandbox


def picture(width: int = 800, height: int = 600, kind: str = "JPEG", colour: str = "#2a6f97") -> bytes:
    """Return a plain picture's bytes."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, kind)
    return buffer.getvalue()


class Graph:
    """Calls to the fake Graph API as the Page, token in the header."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.environment = sandbox.environment()
        self.url = self.environment["NEWSROOM_FACEBOOK_GRAPH_URL"] + "/v26.0"
        self.page = self.environment["FACEBOOK_PAGE_ID"]
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {self.environment['FACEBOOK_PAGE_TOKEN']}"

    def call(self, method: str, path: str, **given: Any) -> requests.Response:
        return self.session.request(method, f"{self.url}/{path}", timeout=10, **given)

    def get(self, path: str, **query: Any) -> Any:
        return self.call("GET", path, params=query).json()

    def post(self, path: str, **body: Any) -> Any:
        return self.call("POST", path, json=body).json()

    def feed(self, **body: Any) -> Any:
        return self.post(f"{self.page}/feed", **body)

    def upload(self, content: bytes | None = None, **form: str) -> Any:
        files = {"source": ("p.jpg", picture() if content is None else content, "image/jpeg")}
        data = {"published": "false", **form}
        return self.call("POST", f"{self.page}/photos", data=data, files=files).json()

    def error(self, answer: Any) -> tuple[int, int | None]:
        return answer["error"]["code"], answer["error"].get("error_subcode")


class Zalo:
    """Calls to the fake Zalo with the current access token in the underscore header."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.environment = sandbox.environment()
        self.url = self.environment["NEWSROOM_ZALO_API_URL"]
        self.session = requests.Session()
        self.refresh_token = self.environment["ZALO_REFRESH_TOKEN"]

    def refresh(self, refresh_token: str | None = None, secret: str | None = None) -> requests.Response:
        answer = requests.post(
            self.environment["NEWSROOM_ZALO_OAUTH_URL"] + "/access_token",
            headers={"secret_key": secret or self.environment["ZALO_APP_SECRET"]},
            data={
                "refresh_token": refresh_token or self.refresh_token,
                "app_id": self.environment["ZALO_APP_ID"],
                "grant_type": "refresh_token",
            },
            timeout=10,
        )
        if answer.content and "access_token" in answer.json():
            self.refresh_token = answer.json().get("refresh_token", self.refresh_token)
            self.session.headers["access_token"] = answer.json()["access_token"]
        return answer

    def call(self, method: str, path: str, **given: Any) -> requests.Response:
        return self.session.request(method, f"{self.url}/v2.0/{path}", timeout=10, **given)

    def get(self, path: str, **query: Any) -> Any:
        return self.call("GET", path, params=query).json()

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return self.call("POST", path, json=body).json()

    def article(self, **changes: Any) -> dict[str, Any]:
        cover = {"cover_type": "photo", "photo_url": "https://story.example/cover.jpg", "status": "show"}
        body = [{"type": "text", "content": "<p>Đoạn mở đầu</p>"}]
        base = {
            "type": "normal",
            "title": "Người giữ lửa",
            "author": "Ban biên tập",
            "description": "Tóm tắt",
        }
        return {**base, "cover": cover, "body": body, "status": "show", "comment": "show", **changes}

    def publish(self, **changes: Any) -> str:
        """Create an article, let its processing time pass, and return its id."""
        token = self.post("article/create", self.article(**changes))["data"]["token"]
        self.sandbox.clock.advance(3)
        return str(self.post("article/verify", {"token": token})["data"]["id"])
