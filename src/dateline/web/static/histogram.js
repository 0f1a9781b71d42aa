// Drag over the bars to narrow the search to a span of time. Without this script each bar is a link.
"use strict";
(() => {
  const drawing = document.querySelector(".histogram svg");
  if (!drawing) return;
  const bars = [...drawing.querySelectorAll(".hot")];
  const span = drawing.querySelector(".span");
  let from = null;

  const barAt = (x) => {
    const box = drawing.getBoundingClientRect();
    const at = Math.floor(((x - box.left) / box.width) * bars.length);
    return bars[Math.min(Math.max(at, 0), bars.length - 1)];
  };
  const ordered = (a, b) => (bars.indexOf(a) <= bars.indexOf(b) ? [a, b] : [b, a]);

  drawing.addEventListener("pointerdown", (event) => { from = barAt(event.clientX); });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const [first, last] = ordered(from, barAt(event.clientX));
    const left = first.x.baseVal.value;
    span.setAttribute("x", left);
    span.setAttribute("width", last.x.baseVal.value + last.width.baseVal.value - left);
  });
  addEventListener("pointerup", (event) => {
    if (!from) return;
    const [first, last] = ordered(from, barAt(event.clientX));
    from = null;
    if (first === last) return; // a click: the bar's own link
    const address = new URL(drawing.dataset.search, location.href);
    address.searchParams.append("in", `date:${first.dataset.first}..${last.dataset.last}`);
    location.href = address.href;
  });
  drawing.addEventListener("click", (event) => {
    if (span.getAttribute("width") !== "0") event.preventDefault(); // the drag decided
  });
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
})();
