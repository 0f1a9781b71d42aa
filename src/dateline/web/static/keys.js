// The page by keys: / query, j k next and previous, enter open, o original, x select, t tag, n note,
// e events, y and w an event is right or wrong, s skip it, u undo, g and a letter for a page, ? all
// keys. Typing in a field is typing.
"use strict";
(() => {
  const pages = { h: "/", s: "/sources", e: "/events", p: "/people", q: "/quotes", m: "/map", t: "/timeline", a: "/archive" };
  let going = false;

  const focus = (id) => {
    const element = document.getElementById(id);
    if (!element) return false;
    element.focus();
    if (element.select) element.select();
    return true;
  };

  // On a wide screen the article that one is at is read beside the list.
  const pane = document.getElementById("pane");
  const read = (hit) => {
    if (!pane || !pane.offsetParent || !hit.dataset.address) return;
    const address = hit.querySelector("h3 a").getAttribute("href");
    htmx.ajax("GET", address, { target: "#pane", swap: "innerHTML", select: "article.text" });
    pane.scrollTop = 0;
  };

  const move = (step) => {
    const hits = [...document.querySelectorAll(".hit")];
    if (!hits.length) return false;
    const at = hits.findIndex((hit) => hit.classList.contains("current"));
    const next = Math.min(Math.max(at + step, 0), hits.length - 1);
    if (at >= 0) hits[at].classList.remove("current");
    hits[next].classList.add("current");
    hits[next].querySelector("a").focus({ preventScroll: true });
    hits[next].scrollIntoView({ block: "nearest" });
    read(hits[next]);
    return true;
  };

  const selected = () => document.querySelectorAll(".pick input:checked");
  const select = () => {
    if (!document.querySelector(".hit.current")) move(1);
    const box = document.querySelector(".hit.current .pick input");
    if (box) box.click();
    return Boolean(box);
  };
  const count = () => {
    const shown = document.querySelector("#selected .number");
    if (shown) shown.textContent = selected().length || "";
  };
  document.addEventListener("change", count);
  count();

  const press = (id) => {
    const element = document.getElementById(id);
    if (!element) return false;
    element.click();
    return true;
  };

  const judge = (right) => {
    const button = document.querySelector(`.hit.current button[name=right][value=${right}]`);
    if (!button) return false;
    button.click();
    return true;
  };

  // After a judgement the page is here again: go on where one was.
  const named = location.hash && document.getElementById(location.hash.slice(1));
  if (named && named.matches(".hit")) named.classList.add("current");

  const actions = {
    "/": () => focus("q"),
    j: () => move(1),
    k: () => move(-1),
    o: () => press("original"),
    t: () => (selected().length && focus("tag-selected")) || focus("tag"),
    x: select,
    n: () => focus("note"),
    y: () => judge("true"),
    w: () => judge("false"),
    s: () => press("skip"),
    e: () => press("show-event"),
    u: () => press("undo"),
    "?": () => { document.getElementById("keys").showModal(); return true; },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    let done = false;
    if (going) {
      going = false;
      if (pages[event.key]) { location.href = pages[event.key]; done = true; }
    } else if (event.key === "g") {
      going = true;
      done = true;
    } else if (actions[event.key]) {
      done = actions[event.key]();
    }
    if (done) event.preventDefault();
  });
})();
