// The page that makes the code for embedding: form in, code and preview out. Without it the page shows the usual code.
(() => {
  const page = document.querySelector("[data-builder]");
  const form = page?.querySelector("form");
  if (!form) return;
  const { base, name, sandbox } = page.dataset;
  const code = (id) => page.querySelector(`[data-code="${id}"]`);
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  let preview = page.querySelector("[data-preview]");

  function chosen() {
    const list = form.elements.muc.value;
    const label = form.elements.muc.selectedOptions[0].textContent;
    return {
      list,
      number: form.elements.so.value,
      height: form.elements.so.selectedOptions[0].dataset.height,
      ground: form.elements.nen.value,
      title: form.elements["tieu-de"].checked ? "co" : "khong",
      name: list === "tat-ca" ? name : `${name}: ${label}`,
      page: new URL(list === "tat-ca" ? "../" : `../${list}/`, base).href,
    };
  }

  function write() {
    const of = chosen();
    const query = new URLSearchParams({ so: of.number, nen: of.ground, "tieu-de": of.title });
    code("ma-script").value =
      `<script async src="${base}nhung.js" data-muc="${of.list}" data-so="${of.number}" data-nen="${of.ground}"` +
      ` data-tieu-de="${of.title}" data-ten="${escaped(of.name)}"></` + `script>\n` +
      `<noscript><a href="${of.page}">${escaped(of.name)}</a></noscript>`;
    code("ma-khung").value =
      `<iframe src="${escaped(`${base}${of.list}/?${query}`)}" title="${escaped(of.name)}" width="100%" height="${of.height}"` +
      ` loading="lazy" referrerpolicy="no-referrer" sandbox="${sandbox}" style="border:0"></iframe>`;
    return { of, query };
  }

  function show() {
    const { of, query } = write();
    // A new element: a new address of the old one would add a step to the reader's history.
    const fresh = preview.cloneNode();
    fresh.src = new URL(`${of.list}/?${query}`, location.href).href;
    fresh.height = of.height;
    fresh.dataset.rong = form.elements.rong.value;
    preview.replaceWith(fresh);
    preview = fresh;
  }

  addEventListener("message", (event) => {
    if (event.source !== preview.contentWindow || event.data?.kind !== "nhung-guong") return;
    const needed = Number(event.data.height);
    if (needed > 0 && needed < 20000) preview.height = Math.ceil(needed);
  });
  form.addEventListener("change", show);
  page.addEventListener("click", async (event) => {
    const id = event.target.closest("[data-copy]")?.dataset.copy;
    if (!id) return;
    const status = page.querySelector(`[data-copied="${id}"]`);
    code(id).select();
    status.textContent = await navigator.clipboard.writeText(code(id).value).then(
      () => "Đã chép",
      () => "Mã đã được chọn, nhấn Ctrl+C để chép",
    );
  });
  show();
})();
