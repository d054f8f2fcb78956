"""Findings about the words of a story: how they are written, and what an editor would ask about them."""

from __future__ import annotations

from newsroom.checks.entry import Entry, warning

WORDS: dict[str, Entry] = {
    "X014": warning(
        "Tóm tắt dài {count} từ; độ dài thường dùng là 30 đến 60 từ.",
        "The summary has {count} words; usual are 30 to 60.",
        "Nói trong một, hai câu: ai, ở đâu, làm được việc gì, kết quả ra sao.",
        "Say in a sentence or two who did what, where, and with what result.",
    ),
    "X015": warning(
        "Tiêu đề dài {count} từ; nên từ 4 đến 20 từ.",
        "The title has {count} words; 4 to 20 are advised.",
        "Tiêu đề nêu phẩm chất hoặc việc làm của nhân vật, không chỉ là một cái tên, cũng không kể hết câu chuyện.",
        "A title names a quality or a deed; it is more than a name and less than the whole story.",
    ),
    "X016": warning(
        "Tóm tắt lặp lại tiêu đề.",
        "The summary repeats the title.",
        "Hai câu này luôn đứng cạnh nhau trên trang web và bài đăng; hãy để tóm tắt nói điều tiêu đề chưa nói.",
        "The two stand together on the site and in posts; let the summary say what the title does not.",
    ),
}
