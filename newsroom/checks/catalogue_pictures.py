"""Findings about what pictures say, what they may be used for, and what their files tell besides their dots."""

from __future__ import annotations

from newsroom.checks.entry import Entry, warning

PICTURES: dict[str, Entry] = {
    "P013": warning(
        "Mô tả “{alt}” của ảnh “{file}” không cho biết trong ảnh có gì.",
        'The alt text "{alt}" of the picture "{file}" does not say what it shows.',
        "Viết một câu cho người không nhìn được ảnh: ai, đang làm gì, ở đâu.",
        "Write one sentence for those who cannot see it: who does what, and where.",
    ),
    "P014": warning(
        "Mô tả của ảnh “{file}” chép lại {what_vi}.",
        'The alt text of the picture "{file}" repeats {what_en}.',
        "Mô tả điều nhìn thấy trong ảnh; người nghe máy đọc sẽ không phải nghe một câu hai lần.",
        "Describe what is to be seen; who listens to the page then does not hear one sentence twice.",
    ),
    "P015": warning(
        "Ảnh “{file}” chưa ghi tác giả hoặc nguồn.",
        'The picture "{file}" names no author or source.',
        "Ghi credit: tên người chụp, hoặc nơi cung cấp ảnh.",
        "Write credit: who took it, or where it comes from.",
    ),
    "P016": warning(
        "Ảnh “{file}” có người nhưng chưa rõ căn cứ sử dụng: {reason_vi}.",
        'The picture "{file}" shows a person and the ground for using it is missing: {reason_en}.',
        "Ghi nhận văn bản đồng ý có pictures: true, hoặc ghi ground theo đúng hoàn cảnh chụp ảnh.",
        "Record the consent with pictures: true, or write the ground that the taking of the picture gives.",
    ),
    "P017": warning(
        "Ảnh “{file}” nhỏ ({width}×{height} điểm ảnh), lên trang sẽ mờ; nên có ít nhất {wanted}.",
        'The picture "{file}" is small ({width}×{height} pixels) and will look soft; at least {wanted} is advised.',
        "Xin ảnh gốc từ người chụp; ảnh gửi qua Zalo, Messenger thường đã bị thu nhỏ.",
        "Ask its author for the original; messengers make pictures smaller.",
    ),
    "P018": warning(
        "Ảnh bìa “{file}” quá {shape_vi} ({width}×{height}); ảnh chia sẻ chỉ giữ được {kept} % của ảnh.",
        'The cover "{file}" is very {shape_en} ({width}×{height}); shared pictures keep only {kept} % of it.',
        "Chọn ảnh ngang làm ảnh bìa, hoặc ghi focus để giữ phần chính.",
        "Choose a landscape picture as the cover, or write focus to keep what matters.",
    ),
    "P019": warning(
        "Tệp ảnh “{file}” ghi tọa độ nơi chụp (GPS).",
        'The file of the picture "{file}" says where it was taken (GPS).',
        "Chạy newsroom check --fix để xóa; trang web và các kênh không bao giờ đăng tọa độ, nhưng kho bài lưu tệp gốc.",
        "Run newsroom check --fix; the website and the channels never show it, but the repository keeps the file.",
    ),
    "P020": warning(
        "Ảnh “{file}” có vẻ là {what}; chữ trong ảnh không tìm kiếm được và máy đọc không đọc được.",
        'The picture "{file}" seems to be {what}; text inside pictures cannot be searched or read aloud.',
        "Đưa nội dung thành chữ trong bài và chọn ảnh chụp người, việc; nếu vẫn dùng, chép lại chữ chính vào mô tả.",
        "Write its words into the story and show people at work; if it stays, repeat its main words in the alt text.",
    ),
    "P021": warning(
        "Thông tin đi kèm tệp ảnh “{file}” có dữ liệu cá nhân ({code}): “{shown}”.",
        'What the file of the picture "{file}" tells besides its dots has personal data ({code}): "{shown}".',
        "Chạy newsroom check --fix để xóa thông tin đi kèm tệp ảnh.",
        "Run newsroom check --fix to remove it from the file.",
    ),
    "P022": warning(
        "Chưa ghi ảnh “{file}” chụp ai, mà subjects không có cá nhân, hộ gia đình nào.",
        'Nobody is named as being in the picture "{file}", and no subject of the story is a person.',
        "Ghi họ tên người nhận ra được vào people của ảnh (không đăng công khai), và văn bản đồng ý có pictures: true.",
        "Write whom it shows into people: of the picture (it stays private), and their consent with pictures: true.",
    ),
    "P023": warning(
        "Ảnh “{file}” nêu tên {who}, người không có trong subjects cũng không có trong people của ảnh.",
        'The picture "{file}" names {who}, who is neither among the subjects nor in people: of the picture.',
        "Nhận ra được người này thì ghi họ tên vào people và xin văn bản đồng ý cho đăng ảnh; ảnh chụp tại hội nghị, "
        "lễ, cuộc thi thì ghi ground: hoat-dong-cong-cong; chỉ nhắc tên thì bỏ qua.",
        "If they can be recognised, write the name into people: and record their consent to pictures; of a public "
        "activity, write ground: hoat-dong-cong-cong; if they are only mentioned, leave it.",
    ),
}
