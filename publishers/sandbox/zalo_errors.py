"""Zalo's refusals: codes and wording, its own misspellings kept (facts seen 2026-11)."""

from dataclasses import dataclass

MESSAGES = {
    -32: "Your application reached limit call api",
    -100: "attachment_id was expired",
    -200: "Send message failed",
    -201: "parameter is invalid!",
    -204: "Offical Account is disable",
    -205: "Offical Account is not exist",
    -209: "Not supported this api",
    -210: "Parameter exceeds allowable limit",
    -211: "Out of quota",
    -212: "App has not registed this api",
    -213: "User has not followed OA",
    -214: "Article is being processed",
    -216: "Access token is invalid",
    -217: "User has blocked invitation from OA",
    -218: "Out of quota receive",
    -219: "App is removed or disabled",
    -220: "access_token is expired or removed",
    -221: "The OA needs to be verified to use this feature",
    -223: "Official Account has not authorized this API",
    -224: "The OA needs to upgrade OA Tier Package to use this feature",
    -230: "User has not interacted with the OA in the past 7 days",
    -233: "message type is invalid or not support",
    -234: "This message cannot be sent at night (10:00PM - 6:00AM)",
    -235: "This API does not support this type of OA",
    -240: "MessageV2 API has been shut down, please switch to MessageV3",
    -242: "Invalid appsecret_proof provided in the API argument",
    -248: "Violates our platform standards",
    -320: "Your app needs to connect with a Zalo Cloud Account",
    -321: "Your Zalo Cloud Account is out of money",
    -14002: "Invalid appId",
    -14003: "Invalid redirect uri",
    -14014: "Invalid refresh token.",
}
ARTICLE_QUOTA = "Your OA has reach the limit quota create article"


@dataclass
class ZaloError(Exception):
    """A refusal of the API host; always HTTP 200."""

    code: int
    message: str = ""

    @property
    def text(self) -> str:
        """Return the wording on the wire."""
        return self.message or MESSAGES.get(self.code, "Unknown error")


@dataclass
class OAuthError(Exception):
    """A refusal of the token endpoint; `code` 0 stands for the completely empty body with HTTP 200."""

    code: int
    reason: str = ""

    @property
    def document(self) -> dict[str, object]:
        """Return the body; it has no envelope."""
        name = MESSAGES.get(self.code, "Invalid request")
        return {
            "error_name": name,
            "error_reason": self.reason or name,
            "ref_doc": "https://developers.zalo.me/docs/social-api/tai-lieu/ma-loi",
            "error_description": self.reason or name,
            "error": self.code,
        }


def invalid(*, field: str) -> ZaloError:
    """Return -201 naming the field."""
    return ZaloError(-201, f"{field} is invalid!")
