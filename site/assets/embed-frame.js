// Inside the frame: does what the host page asked for in the address, and tells it how high the page is.
// Nothing is stored, nothing is sent but a number.
(() => {
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search);
  for (const [key, allowed] of [["nen", ["sang", "toi"]], ["tieu-de", ["khong"]]]) {
    if (allowed.includes(asked.get(key))) root.setAttribute(`data-${key}`, asked.get(key));
  }

  addEventListener("DOMContentLoaded", () => {
    const number = Number(asked.get("so")) || Number(document.body.dataset.usual);
    document.querySelectorAll("li").forEach((item, index) => {
      item.classList.add(index < number ? "wanted" : "unwanted");
    });
    if (parent === window) return;
    // To whoever holds the frame: a height is no secret, and a page without an origin cannot know its host's.
    const tell = () => parent.postMessage({ kind: "nhung-guong", height: document.body.offsetHeight }, "*");
    new ResizeObserver(tell).observe(document.body);
  });
})();
