// Header switches and the story's share, copy and print buttons. Nothing here is needed to read.
(() => {
  const root = document.documentElement;
  const remember = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* storage may be forbidden */ }
  };
  const onEach = (selector, act) => {
    for (const button of document.querySelectorAll(selector)) button.addEventListener("click", () => act(button));
  };

  const textSize = document.querySelector("[data-text-size]");
  const showTextSize = () => textSize.setAttribute("aria-pressed", String(root.dataset.text === "large"));
  textSize?.addEventListener("click", () => {
    root.dataset.text = root.dataset.text === "large" ? "normal" : "large";
    remember("text", root.dataset.text);
    showTextSize();
  });
  if (textSize) showTextSize();

  onEach("[data-scheme-toggle]", () => {
    const current = root.dataset.scheme
      || (matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default");
    root.dataset.scheme = current === "slate" ? "default" : "slate";
    remember("scheme", root.dataset.scheme);
  });

  // The device's own share sheet knows the reader's apps, Zalo among them.
  if (navigator.share) {
    for (const place of document.querySelectorAll("[data-share-sheet]")) place.hidden = false;
    onEach("[data-share]", (button) => {
      // The reader closing the share sheet rejects the promise; that is not an error.
      navigator.share({ title: document.querySelector("h1").textContent, url: button.dataset.share }).catch(() => {});
    });
  }

  onEach("[data-copy-link]", async (button) => {
    const label = button.querySelector("[data-copy-label]");
    const before = label.dataset.copyLabel ||= label.textContent;
    label.setAttribute("role", "status");
    label.textContent = await copied(button.dataset.copyLink) ? "Đã chép" : "Không chép được";
    setTimeout(() => { label.textContent = before; }, 2500);
  });

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // No clipboard on plain http and in some apps' own browsers: let the browser copy a selection.
      const field = document.body.appendChild(document.createElement("textarea"));
      const focused = document.activeElement;
      field.value = text;
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      focused?.focus();
      return done;
    }
  }

  onEach("[data-print]", () => print());
})();
