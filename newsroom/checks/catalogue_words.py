"""Findings about the words of a story: how they are written, and what an editor would ask about them."""

from __future__ import annotations

from newsroom.checks.entry import Entry, error, warning

WORDS: dict[str, Entry] = {
    "X008": error(
        "Có chữ còn ở bảng mã {encoding}: “{shown}”; đọc là “{converted}”.",
        'There is text in the encoding {encoding}: "{shown}"; it reads "{converted}".',
        "Thay bằng chữ đã chuyển, rồi xem lại chữ hoa: bảng mã cũ viết hoa bằng phông chữ riêng.",
        "Put the converted words in its place, then look at the capitals: they came from a font of their own.",
    ),
    "X009": warning(
        "Bài lẫn hai lối bỏ dấu: “{word}” ({fewer} lần) và “{other}” ({more} lần).",
        'Tone marks are placed in two ways: "{word}" ({fewer} times) and "{other}" ({more} times).',
        "Chọn một lối cho cả bài; tên riêng thì giữ đúng như chủ nhân vẫn viết.",
        "Choose one for the whole story; names stay as their owners write them.",
    ),
    "X010": warning(
        "Có nhiều dấu cách liền nhau sau “{before}”.",
        'There are several blanks in a row after "{before}".',
        "Giữ lại một dấu cách, hoặc chạy newsroom check --fix.",
        "Keep one, or run newsroom check --fix.",
    ),
    "X011": warning(
        "Dấu ngoặc kép chưa đúng: {words}",
        "These are not Vietnamese quotation marks: {words}",
        "Viết {right}; newsroom check --fix sửa những chỗ không thể hiểu khác.",
        "Write {right}; newsroom check --fix mends those that can mean nothing else.",
    ),
    "X012": warning(
        "Chữ viết tắt “{word}” chưa được giải thích trong bài.",
        'The abbreviation "{word}" is not explained in the story.',
        "Viết đầy đủ ở lần đầu, ví dụ: Tên đầy đủ ({word}); chữ ai cũng biết thì thêm vào terms/abbreviations.yml.",
        "Spell it out the first time, like: full name ({word}); what everyone knows goes into terms/abbreviations.yml.",
    ),
    "X013": warning(
        "“{words}” chưa có căn cứ đi kèm.",
        '"{words}" stands without anything to check it by.',
        "Nêu số liệu, nguồn hoặc quyết định công nhận ngay cạnh; nếu không có thì viết vừa đủ sự thật.",
        "Give a number, a source or the decision beside it; where there is none, say only what is certain.",
    ),
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
    "T004": warning(
        "“{name}” là tên cũ; từ {since} là “{now}”.",
        '"{name}" is a former name; since {since} it is "{now}".',
        "Viết tên hiện nay, hoặc ghi rõ tên cũ: “{name} cũ”, “{name} (nay là {now})”.",
        "Write the present name, or say that it is the former one: “{name} cũ”, “{name} (nay là {now})”.",
    ),
    "T005": warning(
        "Đơn vị “{name}” đã đổi tên; từ {since} là “{now}”.",
        'The unit "{name}" was renamed; since {since} it is "{now}".',
        "Viết tên hiện nay, hoặc nói rõ tên lúc đó và tên nay.",
        "Write the present name, or give the name of that time and the one of today.",
    ),
    "T006": warning(
        "“{name}” không còn từ {since}.",
        '"{name}" has not existed since {since}.',
        "Viết tên xã, phường, đặc khu hoặc đơn vị hiện nay; nói về trước đó thì ghi “{name} cũ”.",
        "Write the present commune, ward or unit; of former times write “{name} cũ”.",
    ),
    "I005": warning(
        "Bài giống khoảng {percent} % với bài {other}.",
        "The story shares about {percent} % of its text with {other}.",
        "Nếu cùng một việc, giữ một bài; nếu là hai việc, viết lại phần chép chung.",
        "Keep one when they tell the same deed; write the copied part anew when they tell two.",
    ),
    "I006": warning(
        "“{name}” đã được nêu gương trong bài {other} của cùng chương trình.",
        '"{name}" is already held up in {other} of the same programme.',
        "Nếu là một người, cân nhắc viết tiếp bài cũ; nếu trùng tên, ghi rõ chức vụ, đơn vị.",
        "Consider to carry on the older story; of two people with one name give role and unit.",
    ),
}
