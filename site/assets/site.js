// Header switches and the story's share, copy and print buttons. Nothing here is needed to read.
(() => {
  const root = document.documentElement;
  const remember = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* storage may be forbidden */ }
  };

  const textSize = document.querySelector("[data-text-size]");
  const showTextSize = () => textSize.setAttribute("aria-pressed", String(root.dataset.text === "large"));
  textSize?.addEventListener("click", () => {
    root.dataset.text = root.dataset.text === "large" ? "normal" : "large";
    remember("text", root.dataset.text);
    showTextSize();
  });
  if (textSize) showTextSize();

  document.querySelector("[data-scheme-toggle]")?.addEventListener("click", () => {
    const current = root.dataset.scheme
      || (matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default");
    root.dataset.scheme = current === "slate" ? "default" : "slate";
    remember("scheme", root.dataset.scheme);
  });

  const share = document.querySelector("[data-share]");
  const copy = document.querySelector("[data-copy-link]");
  if (share && navigator.share) {
    share.hidden = false;
    share.addEventListener("click", () => {
      // The reader closing the share sheet rejects the promise; that is not an error.
      navigator.share({ title: document.title, url: copy.dataset.copyLink }).catch(() => {});
    });
  }
  if (copy && !navigator.clipboard) copy.hidden = true;
  copy?.addEventListener("click", async () => {
    const label = copy.querySelector("[data-copy-label]");
    const before = label.textContent;
    label.setAttribute("role", "status");
    await navigator.clipboard.writeText(copy.dataset.copyLink).then(
      () => { label.textContent = "Đã chép"; },
      () => { label.textContent = "Không chép được"; },
    );
    setTimeout(() => { label.textContent = before; }, 2500);
  });

  document.querySelector("[data-print]")?.addEventListener("click", () => print());
})();
