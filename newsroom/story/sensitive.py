"""The kinds of sensitive personal data that a consent must name before a story tells them.

Law 91/2025/QH15 on personal data, article 2, counts ethnic origin, religious views, health and private life among the
sensitive data; the codes stand in a consent's `sensitive`.
"""

from __future__ import annotations

from newsroom.language import Words

ETHNICITY, RELIGION, HEALTH, FAMILY = "dan-toc", "ton-giao", "suc-khoe", "gia-dinh"

SENSITIVE: dict[str, Words] = {
    ETHNICITY: Words("dân tộc", "ethnic origin"),
    RELIGION: Words("tôn giáo", "religion"),
    HEALTH: Words("sức khỏe, thương tật", "health"),
    FAMILY: Words("hoàn cảnh gia đình", "family circumstances"),
}
