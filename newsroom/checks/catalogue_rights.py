"""Findings about what is sensitive of a person, and about children."""

from __future__ import annotations

from newsroom.checks.entry import Entry, error, warning

RIGHTS: dict[str, Entry] = {
    "R012": error(
        "Bài nêu {kind} của {subject} (“{shown}”) mà văn bản đồng ý không cho phép.",
        'The story tells {kind} of {subject} ("{shown}"), which no consent allows.',
        "Xin đồng ý rồi ghi sensitive: [{code}] trong consent, hoặc bỏ chi tiết này. Nếu có căn cứ để đăng, ghi "
        "exceptions: [{{code: R012, reason: …}}].",
        "Ask for consent and write sensitive: [{code}] in it, or take the detail out. Where there is a ground to tell "
        "it, write exceptions: [{{code: R012, reason: …}}].",
    ),
    "R013": warning(
        "Kênh {channel}: {reason_vi} (“{shown}”); kênh này sẽ không đăng.",
        'Channel {channel}: {reason_en} ("{shown}"); it will not be posted there.',
        "Xin đồng ý cho cả kênh này rồi ghi sensitive: [{code}], hoặc bỏ kênh này khỏi publish.",
        "Ask for consent for this channel, too, and write sensitive: [{code}], or take the channel out of publish.",
    ),
    "R014": error(
        "{subject} chưa đủ 16 tuổi: cha, mẹ hoặc người giám hộ chưa đồng ý.",
        "{subject} is under 16: no parent or guardian has consented.",
        "Xin văn bản đồng ý của cha, mẹ hoặc người giám hộ; ghi họ tên vào guardian của consent.",
        "Ask a parent or guardian for a written consent and give their name in guardian: of the consent.",
    ),
    "R015": error(
        "{subject} từ đủ 7 tuổi: chính trẻ chưa đồng ý.",
        "{subject} is seven or older: the child itself has not consented.",
        "Hỏi ý kiến của trẻ; trẻ đồng ý thì ghi child_agrees: true trong consent.",
        "Ask the child; if it agrees, write child_agrees: true in the consent.",
    ),
    "R016": error(
        "Bài về trẻ em nêu {what}: “{shown}”.",
        'A story about a child tells {what}: "{shown}".',
        "Bỏ trường, lớp, nơi ở, kết quả học tập của trẻ. Nếu có căn cứ để đăng, ghi "
        "exceptions: [{{code: R016, reason: …}}].",
        "Leave out a child's school, class, home and marks. Where there is a ground to tell it, write "
        "exceptions: [{{code: R016, reason: …}}].",
    ),
    "R017": error(
        "{subject} có thể là trẻ em (“{shown}”) mà bài có ảnh và chưa rõ tuổi.",
        '{subject} may be a child ("{shown}"); the story has pictures and does not say how old.',
        "Ghi birth_year của nhân vật (không đăng công khai), hoặc child: true, hoặc child: false nếu đã lớn.",
        "Write the subject's birth_year (it is not published), or child: true, or child: false for a grown person.",
    ),
    "R018": error(
        "{who} trong ảnh được gọi là “{shown}”: là trẻ em thì cần cha, mẹ hoặc người giám hộ đồng ý.",
        '{who} in the picture is called "{shown}": for a child a parent or guardian has to consent.',
        "Ghi họ tên người giám hộ đã ký vào guardian của consent; người đã lớn thì đổi cách gọi trong chú thích.",
        "Give the name of the guardian who signed in guardian: of the consent; if it is a grown person, call them so.",
    ),
}
