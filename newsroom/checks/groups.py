"""The groups of findings: what each is about, and why an office should care. A code's first letter is its group."""

from __future__ import annotations

from typing import NamedTuple


class Group(NamedTuple):
    """One group of findings, as editors read of it."""

    title: str
    why: str
    """Two or three sentences in Vietnamese: what goes wrong otherwise, and who mends it."""


GROUPS: dict[str, Group] = {
    "S": Group(
        "Tệp và phần khai báo",
        "Máy đọc phần khai báo ở đầu bài để biết bài nói về ai, đăng ở đâu, lúc nào. Sai một dấu cách là máy có thể "
        "hiểu khác người viết, nên bài được giữ lại cho đến khi sửa xong. Riêng các mã từ S020 là khóa bí mật lọt "
        "vào tệp: Git giữ mãi những gì đã lưu, ai chép được kho bài cũng đọc được khóa, vì vậy phải thu hồi khóa "
        "ngay chứ không chỉ xóa dòng chữ.",
    ),
    "I": Group(
        "Mã hồ sơ và đường dẫn",
        "Mã hồ sơ là tên riêng của bài trong sổ, trên trang web và trên mạng xã hội. Trùng mã hoặc đổi đường dẫn thì"
        " người đọc bấm vào liên kết cũ sẽ gặp nhầm bài, còn máy không biết bài nào đã đăng.",
    ),
    "T": Group(
        "Danh mục",
        "Đơn vị, lĩnh vực, chủ đề, danh hiệu được ghi bằng mã trong danh mục chung, có ngày bắt đầu và ngày kết "
        "thúc. Nhờ vậy bài cũ giữ đúng tên đơn vị lúc đăng, bài mới không dùng tên đã hết hiệu lực, và thống kê "
        "không bị lệch.",
    ),
    "D": Group(
        "Ngày giờ",
        "Máy đăng đúng giờ ghi trong bài, theo giờ Việt Nam. Một ngày không có thật hoặc ghi nhầm thứ tự ngày, tháng"
        " sẽ làm bài lên sai lúc, nên phải ghi năm-tháng-ngày.",
    ),
    "X": Group(
        "Chữ viết",
        "Chữ trông giống nhau chưa chắc là một: chữ có dấu gõ rời, chữ của bảng mã cũ, ký tự không nhìn thấy làm tìm"
        " kiếm không ra, máy đọc màn hình đọc sai và bài vỡ chữ trên điện thoại. Nhóm này cũng nhắc những chỗ biên "
        "tập viên nên đọc lại: tên đơn vị, địa danh đã đổi, chữ viết tắt chưa giải thích, lời khen chưa có số liệu.",
    ),
    "P": Group(
        "Ảnh",
        "Ảnh phải có trong kho, dùng được, và có lời mô tả cho người không nhìn thấy ảnh. Ghi người chụp, căn cứ sử "
        "dụng và loại ảnh là tôn trọng quyền tác giả và quyền về hình ảnh của người trong ảnh. Máy tự bỏ dữ liệu ẩn "
        "như nơi chụp trước khi đăng.",
    ),
    "L": Group(
        "Liên kết",
        "Liên kết hỏng làm người đọc mất lòng tin, liên kết lạ có thể chạy mã. Máy chỉ nhận địa chỉ https:// và địa "
        "chỉ của bài có thật.",
    ),
    "A": Group(
        "Phê duyệt, xác minh, đồng ý",
        "Bài chỉ được đăng khi đã xác minh, người được nêu tên đã đồng ý bằng văn bản cho đúng kênh và đúng nội "
        "dung, và người có thẩm quyền đã duyệt đúng bản sẽ đăng. Sửa một dấu phẩy sau khi duyệt thì phê duyệt hết "
        "hiệu lực: người duyệt chịu trách nhiệm về bản mình đã đọc, không phải bản ai đó sửa sau. Giấy đồng ý để "
        "ngoài Git; trong bài chỉ ghi số hồ sơ và phạm vi.",
    ),
    "C": Group(
        "Kênh",
        "Facebook và Zalo có giới hạn riêng về độ dài, số ảnh, cách ghi liên kết. Máy dựng thử đúng bài sẽ gửi; kênh"
        " nào không nhận được thì báo ngay lúc viết, không đợi đến giờ đăng mới hỏng.",
    ),
    "R": Group(
        "Dữ liệu cá nhân",
        "Số căn cước, điện thoại, tài khoản, địa chỉ nhà của nhân vật đã lên mạng thì không lấy lại được, và người "
        "đó có thể bị làm phiền, bị lừa. Luật Bảo vệ dữ liệu cá nhân chỉ cho công khai khi có căn cứ và có sự đồng "
        "ý. Có căn cứ thì ghi ngoại lệ kèm lý do; người duyệt sẽ thấy.",
    ),
    "K": Group(
        "Khen thưởng",
        "Danh hiệu, hình thức khen thưởng chỉ có giá trị khi có quyết định. Ghi đủ cấp, năm, số, ngày và cơ quan ban "
        "hành thì người đọc kiểm tra được, và khi quyết định bị hủy bỏ, máy biết bài nào phải sửa. Ghi thiếu hoặc ghi "
        "nhầm làm hại chính người được khen.",
    ),
}
