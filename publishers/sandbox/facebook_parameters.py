"""The parameters each Graph edge of the sandbox takes.

Only the names a Page publisher can need (facts seen 2026-11). Meta's specification has many more; it is not
reproduced here because its licence is not an open one. Any other name is refused with code 100, so that a
misspelt parameter is found here and not in production.
"""

# Accepted everywhere. `pretty` and `debug` are ignored since 2026-10-27.
ANYWHERE = frozenset(
    [
        "access_token",
        "appsecret_proof",
        "appsecret_time",
        "fields",
        "limit",
        "after",
        "before",
        "since",
        "until",
        "summary",
        "pretty",
        "debug",
        "locale",
        "metadata",
        "method",
    ]
)

_PLACEMENT = (
    "backdated_time backdated_time_granularity feed_targeting place published scheduled_publish_time tags "
    "targeting unpublished_content_type"
)
_LISTING = "include_hidden show_expired with"

BY_CALL: dict[str, frozenset[str]] = {
    name: frozenset(names.split())
    for name, names in {
        "feed.create": _PLACEMENT
        + " attached_media call_to_action child_attachments client_mutation_id description link message"
        " multi_share_optimized name picture text_format_preset_id thumbnail",
        "photos.create": _PLACEMENT + " alt_text_custom caption message name no_story temporary url",
        "post.update": "attached_media backdated_time backdated_time_granularity"
        " feed_story_visibility is_hidden is_pinned is_published message place privacy"
        " scheduled_publish_time tags text_format_preset_id timeline_visibility",
        "feed.list": _LISTING,
        "published_posts.list": _LISTING,
        "posts.list": _LISTING + " q",
        "scheduled_posts.list": "",
        "photos.list": "type",
        "comments.create": "attachment_id attachment_share_url attachment_url message",
        "comments.list": "filter order",
        "comment.update": "attachment_id attachment_share_url attachment_url is_hidden message",
        "insights.list": "breakdown metric period",
        "scrape": "id scrape",
        "debug_token": "input_token",
        "token.exchange": "client_id client_secret fb_exchange_token grant_type",
        "batch": "batch include_headers",
    }.items()
}

_POST_FIELDS = (
    "id message created_time updated_time is_published is_hidden is_expired scheduled_publish_time "
    "permalink_url status_type full_picture picture attachments application admin_creator from shares "
    "promotable_id parent_id properties story privacy timeline_visibility is_eligible_for_promotion "
    "message_tags reactions likes comments"
)
FIELDS: dict[str, frozenset[str]] = {
    "PagePost": frozenset(_POST_FIELDS.split()),
    "Photo": frozenset(
        [
            "id",
            "name",
            "alt_text",
            "alt_text_custom",
            "created_time",
            "updated_time",
            "width",
            "height",
            "images",
            "link",
            "picture",
            "source",
            "page_story_id",
            "from",
            "album",
            "can_delete",
        ]
    ),
    "Comment": frozenset(
        [
            "id",
            "message",
            "created_time",
            "from",
            "parent",
            "attachment",
            "can_comment",
            "can_hide",
            "can_like",
            "can_remove",
            "comment_count",
            "like_count",
            "is_hidden",
            "permalink_url",
            "comments",
            "object",
        ]
    ),
    "Page": frozenset(
        [
            "id",
            "name",
            "link",
            "username",
            "about",
            "category",
            "category_list",
            "fan_count",
            "followers_count",
            "access_token",
            "tasks",
            "is_published",
            "picture",
            "verification_status",
        ]
    ),
    "User": frozenset(["id", "name"]),
}
