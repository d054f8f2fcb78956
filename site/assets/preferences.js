// Applies the reader's saved choices before the first paint; loaded in <head>, blocking, on purpose.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var scheme = localStorage.getItem("scheme");
    if (scheme) root.setAttribute("data-scheme", scheme);
    if (localStorage.getItem("text") === "large") root.setAttribute("data-text", "large");
  } catch (blocked) { /* storage may be forbidden; the page then follows the system */ }
})();
