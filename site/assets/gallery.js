// Opens the story's pictures large, one after the other. Without it each picture is a plain link to its large file.
(() => {
  const links = [...document.querySelectorAll(".story a.zoom")];
  if (!links.length || !window.HTMLDialogElement) return;

  const pictures = links.map((link) => {
    const image = link.querySelector("img");
    const caption = link.closest("figure")?.querySelector("figcaption");
    return { href: link.href, alt: image.alt, caption };
  });
  const dialog = document.createElement("dialog");
  dialog.className = "viewer";
  dialog.setAttribute("aria-label", "Xem ảnh");
  dialog.innerHTML = `
    <div class="viewer__bar">
      <p class="viewer__count" role="status"></p>
      <button class="viewer__button" type="button" data-zoom aria-pressed="false"><span>Cỡ thật</span></button>
      <button class="viewer__button" type="button" data-close><span>Đóng</span></button>
    </div>
    <div class="viewer__stage"><img alt=""></div>
    <div class="viewer__foot">
      <button class="viewer__button" type="button" data-step="-1"><span aria-hidden="true">←</span> <span>Ảnh trước</span></button>
      <div class="viewer__caption"></div>
      <button class="viewer__button" type="button" data-step="1"><span>Ảnh sau</span> <span aria-hidden="true">→</span></button>
    </div>`;
  document.body.append(dialog);

  const stage = dialog.querySelector(".viewer__stage");
  const image = stage.querySelector("img");
  const zoom = dialog.querySelector("[data-zoom]");
  let shown = 0;

  function show(index) {
    shown = (index + pictures.length) % pictures.length;
    const picture = pictures[shown];
    setZoom(false);
    // An empty frame rather than the last picture under this one's caption, on a slow line.
    image.removeAttribute("src");
    image.src = picture.href;
    image.alt = picture.alt;
    dialog.querySelector(".viewer__count").textContent = `Ảnh ${shown + 1}/${pictures.length}`;
    const words = picture.caption ? [...picture.caption.childNodes].map((node) => node.cloneNode(true)) : [];
    dialog.querySelector(".viewer__caption").replaceChildren(...words);
    // The next one is fetched while this one is looked at.
    if (pictures.length > 1) new Image().src = pictures[(shown + 1) % pictures.length].href;
  }

  function setZoom(on) {
    dialog.classList.toggle("is-zoomed", on);
    zoom.setAttribute("aria-pressed", String(on));
    // A part of the page that scrolls must be reachable by keyboard.
    if (on) stage.tabIndex = 0;
    else stage.removeAttribute("tabindex");
    if (on) stage.scrollTo((stage.scrollWidth - stage.clientWidth) / 2, (stage.scrollHeight - stage.clientHeight) / 2);
  }

  for (const [index, link] of links.entries()) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      show(index);
      dialog.showModal();
      dialog.querySelector("[data-close]").focus();
    });
  }

  dialog.classList.toggle("is-single", pictures.length === 1);
  zoom.addEventListener("click", () => setZoom(zoom.getAttribute("aria-pressed") === "false"));
  image.addEventListener("dblclick", () => setZoom(zoom.getAttribute("aria-pressed") === "false"));
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  for (const button of dialog.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => show(shown + Number(button.dataset.step)));
  }
  // Beside the picture, a press closes; Esc and the opener's focus are the dialog's own.
  stage.addEventListener("click", (event) => { if (event.target === stage) dialog.close(); });
  dialog.addEventListener("keydown", (event) => {
    if (document.activeElement === stage && event.key.startsWith("Arrow")) return;
    const index = { ArrowRight: shown + 1, ArrowLeft: shown - 1, Home: 0, End: pictures.length - 1 }[event.key];
    if (index === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    show(index);
  });

  // A finger's swipe turns over, unless the picture is enlarged or pinched: then it moves the picture.
  let from;
  stage.addEventListener("touchstart", (event) => {
    const still = event.touches.length === 1 && !dialog.classList.contains("is-zoomed") && !(visualViewport?.scale > 1);
    from = still ? event.touches[0] : undefined;
  }, { passive: true });
  stage.addEventListener("touchend", (event) => {
    if (!from || pictures.length === 1) return;
    const to = event.changedTouches[0];
    const [x, y] = [to.clientX - from.clientX, to.clientY - from.clientY];
    from = undefined;
    if (Math.abs(x) > 48 && Math.abs(x) > 2 * Math.abs(y)) show(shown + (x < 0 ? 1 : -1));
  });
})();
