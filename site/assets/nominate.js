// Makes a story's file out of the form, in this browser: to download, to mail, or to open on the office's Git host.
// Nothing is stored and nothing is sent from here.
(() => {
  const page = document.querySelector("[data-nominate]");
  const form = page?.querySelector("form");
  if (!form) return;
  const { stage, stories, mail, host, hostName, hostText } = page.dataset;
  // Longer addresses are cut or refused: by GitHub's and GitLab's servers past 8 KB, by mail programs past 2 KB.
  const MOST_OF_ADDRESS = 7500;
  const MOST_OF_MAIL = 1800;
  const told = page.querySelector("[data-told]");

  // Controls, directions and marks that cannot be seen come along from Word and chats; nobody means them.
  const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g;
  const clean = (text) => text.normalize("NFC").replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(UNSEEN, "").replace(/\u00a0/g, " ");
  const oneLine = (name) => clean(form.elements[name]?.value ?? "").replace(/\s+/g, " ").trim();
  // JSON's quoting is YAML's too; a lone half of a pair is written as its number.
  const quoted = (text) => JSON.stringify(text);

  function slugOf(title) {
    const plain = title.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
    const words = plain.split(/[^a-z0-9]+/).filter(Boolean);
    while (words.length > 1 && words.join("-").length > 80) words.pop();
    return words.join("-").slice(0, 80).replace(/-+$/, "") || "bai-gioi-thieu";
  }

  // What was typed is words, not Markdown: a line of dashes is a line of dashes, "<" is "<".
  function asText(typed) {
    const line = (text) =>
      text.trim().replace(/[\\`*_[\]]/g, "\\$&").replace(/&/g, "&amp;").replace(/</g, "&lt;")
        .replace(/^([#>=+-])(?!\s)/, "\\$1").replace(/^([#>=])/, "\\$1").replace(/^([-=\s]+)$/, "\\$1");
    const isItem = (text) => /^([-+]|\d+\.)\s/.test(text);
    const lines = clean(typed).split("\n").map(line).filter(Boolean);
    return lines.map((text, index) => text + (isItem(text) && isItem(lines[index + 1] ?? "") ? "\n" : "\n\n")).join("").trim();
  }

  function story() {
    const title = oneLine("tieu-de");
    const slug = slugOf(title);
    const role = oneLine("chuc-vu");
    const agreed = form.elements["dong-y"].value === "roi" ? "đã biết và đồng ý (chưa có giấy)" : "chưa được hỏi ý kiến";
    const subject = [`name: ${quoted(oneLine("ten"))}`, `type: ${form.elements["doi-tuong"].value}`];
    if (role) subject.push(`role: ${quoted(role)}`);
    const unit = form.elements["don-vi"].value;
    const lines = [
      "---",
      "# Bài do người giới thiệu gửi. Chưa có mã hồ sơ (id): cơ quan cấp khi nhận.",
      `# Người được giới thiệu: ${agreed}.`,
      `title: ${quoted(title)}`,
      `slug: ${slug}`,
      `summary: ${quoted(oneLine("tom-tat"))}`,
      `kind: ${form.elements.loai.value}`,
      `programme: ${form.elements["chuong-trinh"].value}`,
      "subjects:",
      `  - {${subject.join(", ")}}`,
      `unit: ${unit}`,
      `fields: [${form.elements["linh-vuc"].value}]`,
      `themes: [${form.elements["chu-de"].value}]`,
      `stage: ${stage}`,
      `authors: [{name: ${quoted(oneLine("nguoi-gioi-thieu"))}}]`,
      "source: {kind: tu-viet}",
      "status: draft",
      "---",
      "",
      asText(form.elements["ke-lai"].value),
      "",
    ];
    return { slug, title, text: lines.join("\n"), path: `${stories}/${new Date().getFullYear()}/${slug}/index.md` };
  }

  function isWhole() {
    const boxes = [...form.elements].filter((box) => box.willValidate);
    const lacking = boxes.filter((box) => !box.validity.valid || (box.required && box.type !== "radio" && !box.value.trim()));
    for (const box of boxes) {
      if (lacking.includes(box)) box.setAttribute("aria-invalid", "true");
      else box.removeAttribute("aria-invalid");
    }
    const names = [...new Set(lacking.map((box) => (box.type === "radio" ? "ý kiến của người được giới thiệu" : box.labels[0].firstChild.textContent.trim())))];
    page.querySelector("[data-errors]").textContent = names.length ? `Còn thiếu: ${names.join("; ")}.` : "";
    lacking[0]?.focus();
    return !lacking.length;
  }

  function download({ slug, text }) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
    link.download = `${slug}.md`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  function write(made) {
    const subject = encodeURIComponent(`Giới thiệu gương: ${made.title}`);
    const whole = encodeURIComponent(`${made.text}\n`).replace(/%0A/g, "%0D%0A");
    const short = encodeURIComponent("Kính gửi cơ quan,\r\n\r\nTôi gửi kèm tệp giới thiệu gương vừa tải về.\r\n\r\nCách liên hệ với tôi: ");
    const fits = whole.length <= MOST_OF_MAIL;
    if (!fits) download(made);
    location.href = `mailto:${mail}?subject=${subject}&body=${fits ? whole : short}`;
    return fits ? "Thư đã soạn trong chương trình thư; xin xem lại rồi gửi."
      : `Bài dài nên đã được tải về thành tệp ${made.slug}.md; xin đính kèm tệp đó vào thư vừa soạn.`;
  }

  function open(made) {
    const address = `${host}?${hostName}=${encodeURIComponent(made.path)}`;
    const whole = `${address}&${hostText}=${encodeURIComponent(made.text)}`;
    const fits = whole.length <= MOST_OF_ADDRESS;
    if (!fits) download(made);
    window.open(fits ? whole : address, "_blank", "noopener");
    return fits ? "Tệp mới đã mở ở trang khác; xin xem lại rồi lưu."
      : `Bài dài nên đã được tải về thành tệp ${made.slug}.md; xin mở tệp đó, chép hết và dán vào trang vừa mở.`;
  }

  const WAYS = {
    download: (made) => (download(made), `Đã tải về tệp ${made.slug}.md; xin gửi tệp đó cho cơ quan.`),
    mail: write,
    host: open,
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const way = event.target.closest("[data-way]")?.dataset.way;
    if (!way) return;
    told.textContent = "";
    if (isWhole()) told.textContent = WAYS[way](story());
  });
  form.elements["ke-lai"].addEventListener("input", (event) => {
    const words = event.target.value.split(/\s+/).filter(Boolean).length;
    page.querySelector("[data-words]").textContent = words ? `Đã viết ${words.toLocaleString("vi-VN")} chữ.` : "";
  });
})();
