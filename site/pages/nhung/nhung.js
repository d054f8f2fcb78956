// Puts a frame with the newest stories where this script stands in the host page:
//   <script async src="…/nhung/nhung.js" data-muc="linh-vuc/cai-cach-hanh-chinh" data-so="5"></script>
// Options: data-muc (list), data-so (1 to 10), data-nen (tu-dong, sang, toi), data-tieu-de (co, khong), data-ten (name).
// The frame is sandboxed without an origin: no cookie, no storage, no style passes in either direction.
(() => {
  const script = document.currentScript;
  if (!script) return;
  const { muc = "tat-ca", so = "5", nen = "tu-dong", tieuDe = "co", ten = "Gương điển hình" } = script.dataset;
  const list = /^[a-z0-9-]+(\/[a-z0-9-]+)?$/.test(muc) ? muc : "tat-ca";
  const number = Math.min(Math.max(Math.trunc(Number(so)) || 5, 1), 10);
  const address = new URL(`${list}/`, new URL(".", script.src));
  address.search = new URLSearchParams({ so: number, nen, "tieu-de": tieuDe });

  const frame = document.createElement("iframe");
  frame.title = ten;
  frame.loading = "lazy";
  frame.referrerPolicy = "no-referrer";
  frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation");
  // Through the object model, which a strict policy of the host page allows; the height is a first guess.
  Object.assign(frame.style, { display: "block", width: "100%", height: `${130 + 112 * number}px`, border: "0" });
  addEventListener("message", (event) => {
    // Only from our own frame. Its origin is "null", as the sandbox wants it.
    if (event.source !== frame.contentWindow || event.origin !== "null" || event.data?.kind !== "nhung-guong") return;
    const height = Number(event.data.height);
    if (height > 0 && height < 20000) frame.style.height = `${Math.ceil(height)}px`;
  });
  frame.src = address.href;
  script.after(frame);
})();
