"""The Graph API's refusals: envelope, codes, HTTP status and wording (facts seen 2026-11)."""

from dataclasses import dataclass
from typing import Any

from publishers.sandbox.exchange import Answer, json_answer

_EXPIRED = (
    "Error validating access token: Session has expired on Sunday, 22-Nov-26 08:00:00 PST. "
    "The current time is Monday, 23-Nov-26 08:00:00 PST."
)
_VALIDATING = "Error validating access token: "
_TRANSIENT = frozenset({1, 2, 4, 17, 32, 341, 613, 80001})
# Status of throttling answers is not known; 400 like the other OAuthExceptions.
_STATUS = {1: 500, 2: 500, 10: 403, 200: 403, 283: 403}

# Wording by code and subcode. Texts that nobody reported are a plain sentence in Meta's manner.
MESSAGES: dict[tuple[int, int | None], str] = {
    (1, None): "An unknown error occurred",
    (2, None): "An unexpected error has occurred. Please retry your request later.",
    (3, None): "(#3) Application does not have the capability to make this API call.",
    (4, None): "(#4) Application request limit reached",
    (10, None): "(#10) Application does not have permission for this action",
    (17, None): "(#17) User request limit reached",
    (32, None): "(#32) Page request limit reached",
    (100, None): "(#100) Invalid parameter",
    (100, 1366046): "Your photos couldn't be uploaded. Photos should be less than 4 MB and saved as JPG, PNG,"
    " GIF, TIFF, HEIF or WebP files.",
    (100, 1366051): "These photos were already posted.",
    (100, 2069019): "The file you selected is not valid.",
    (102, None): "Session key invalid or no longer valid",
    (104, None): "Incorrect signature",
    (190, None): "Invalid OAuth access token - Cannot parse access token",
    (190, 458): _VALIDATING + "User 100000000000042 has not authorized application 100000000000777.",
    (190, 459): _VALIDATING + "You cannot access the app till you log in to www.facebook.com and follow the"
    " instructions given.",
    (190, 460): _VALIDATING + "The session has been invalidated because the user changed their password or"
    " Facebook has changed the session for security reasons.",
    (190, 463): _EXPIRED,
    (190, 464): _VALIDATING + "Sessions for the user are not allowed because the user is not a confirmed user.",
    (190, 467): _VALIDATING + "This session is invalid because the user logged out.",
    (190, 490): _VALIDATING + "The user is enrolled in a blocking, logged-in checkpoint",
    (190, 492): _VALIDATING + "The user does not have an appropriate role on the Page.",
    (190, 2069032): "A Page access token is required for this call for the new Pages experience.",
    (194, None): "(#194) Missing a required parameter",
    (197, None): "(#197) The post is empty. Please enter a message to share.",
    (200, None): "(#200) Permissions error",
    (
        240,
        None,
    ): "(#240) Requires a valid user is specified (either via the session or via the API parameter).",
    (283, None): "(#283) Requires pages_manage_posts permission to manage the object",
    (324, None): "(#324) Missing or invalid image file",
    (341, None): "(#341) Feed action request limit reached",
    (368, None): "The action attempted has been deemed abusive or is otherwise disallowed",
    (368, 1390008): "We limit how often you can post, comment or do other things in a given amount of time."
    " You can try again later.",
    (368, 1404082): "You've already posted this. Posting the same content repeatedly is not allowed.",
    (368, 4854002): "Confirm your identity before you can publish as this Page.",
    (368, 1346003): "This content was reported as abusive.",
    (368, 1404006): "You must solve a security check before you can comment.",
    (368, 1404078): "Your Page needs publishing authorization before it can post.",
    (368, 1404102): "Your content goes against our Community Standards.",
    (368, 1404112): "Your account is restricted for a few days.",
    (506, None): "(#506) Duplicate status message",
    (613, None): "(#613) Calls to this api have exceeded the rate limit.",
    (613, 1996): "(#613) Calls to this api have exceeded the rate limit.",
    (1500, None): "(#1500) The url you supplied is invalid",
    (1609005, None): "The link could not be scraped.",
    (1705, None): "(#1705) There was an error in posting to the wall",
    (2500, None): "Unknown path components",
    (3001, 1504028): "(#3001) No metric was specified to be fetched. Please specify one or more metrics.",
    (5101, None): "(#5101) The file is too large",
    (80001, None): "(#80001) There have been too many calls to this Page account. Wait a bit and try again.",
}

ROLE_MISSING = (
    "The user must be an administrator, editor, or moderator of the page in order to impersonate it."
    " If the page business requires Two Factor Authentication, the user also needs"
    " to enable Two Factor Authentication."
)
PERMISSION_MISSING = (
    "Any of the pages_read_engagement, pages_manage_metadata, pages_read_user_content, pages_manage_posts,"
    " pages_show_list or pages_messaging permission(s) must be granted before impersonating a user's page."
)


@dataclass
class GraphError(Exception):
    """A refusal. `minutes` is how long a throttled client is told to wait."""

    code: int
    subcode: int | None = None
    message: str = ""
    status: int = 0
    minutes: int = 0

    def envelope(self, trace: str) -> dict[str, Any]:
        """Return the `error` object as Graph writes it."""
        wording = MESSAGES.get((self.code, self.subcode)) or MESSAGES.get((self.code, None))
        error: dict[str, Any] = {
            "message": self.message or wording or f"(#{self.code}) An error occurred",
            "type": "GraphMethodException" if (self.code, self.subcode) == (100, 33) else "OAuthException",
            "code": self.code,
        }
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
            error["error_user_title"] = "Diễn tập"
            error["error_user_msg"] = f"Diễn tập: Facebook từ chối với mã {self.code}/{self.subcode}."
        return {"error": {**error, "is_transient": self.code in _TRANSIENT, "fbtrace_id": trace}}

    def answer(self, trace: str) -> Answer:
        """Return the refusal as it goes over the wire."""
        status = self.status or _STATUS.get(self.code, 400)
        return json_answer(self.envelope(trace), status)


def coded(code: str) -> GraphError:
    """Return the refusal that a switch or a fault names as `<code>` or `<code>/<subcode>`."""
    number, _, subcode = code.partition("/")
    return GraphError(int(number), int(subcode) if subcode else None)


def missing_object(method: str, node: str) -> GraphError:
    """Return the refusal for an object that is gone, never was, or may not be seen: 100/33."""
    message = (
        f"Unsupported {method.lower()} request. Object with ID '{node}' does not exist, cannot be loaded"
        " due to missing permissions, or does not support this operation. Please read the Graph API"
        " documentation at https://developers.facebook.com/docs/graph-api"
    )
    return GraphError(100, 33, message)


def invalid(message: str) -> GraphError:
    """Return a permanent refusal of a parameter: code 100."""
    return GraphError(100, message=f"(#100) {message}")
