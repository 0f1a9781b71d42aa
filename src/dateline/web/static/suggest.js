// Suggestions while a query is typed: fields, and after a colon their values. A combobox with a
// list below it (WAI-ARIA Authoring Practices); enter without a choice searches, as without this
// script.
"use strict";
(() => {
  const field = document.getElementById("q");
  if (!field) return;
  const WAIT_MS = 120;
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  field.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) field.setAttribute(name, value);

  let chosen = -1;
  let timer = 0;
  let asked = new AbortController();

  const stop = () => {
    clearTimeout(timer);
    asked.abort();
  };

  const close = () => {
    stop();
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const choose = (at) => {
    stop(); // the list stays as it is chosen from
    const options = list.children;
    if (chosen >= 0) options[chosen].setAttribute("aria-selected", "false");
    chosen = (at + options.length) % options.length;
    options[chosen].setAttribute("aria-selected", "true");
    options[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[chosen].id);
  };

  const take = (option) => {
    const rest = field.value.slice(field.selectionStart);
    const gap = option.dataset.query.endsWith(":") || /^\s/.test(rest) ? "" : " ";
    field.value = option.dataset.query + gap + rest;
    const at = option.dataset.query.length + gap.length;
    field.setSelectionRange(at, at);
    close();
    if (option.dataset.query.endsWith(":")) ask();
  };

  const show = (found) => {
    close();
    if (!found.length || document.activeElement !== field) return;
    list.replaceChildren(...found.map((each, at) => {
      const option = document.createElement("li");
      option.id = `suggestion-${at}`;
      option.dataset.query = each.query;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const text = document.createElement("span");
      text.dir = "auto";
      text.textContent = each.text;
      const about = document.createElement("small");
      about.textContent = each.about;
      option.append(text, " ", about);
      return option;
    }));
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
  };

  const ask = async () => {
    stop();
    asked = new AbortController();
    const { signal } = asked;
    const typed = field.value.slice(0, field.selectionStart);
    try {
      const answer = await fetch(`/suggest?${new URLSearchParams({ q: typed })}`, { signal });
      if (answer.ok) show(await answer.json());
    } catch (error) {
      if (!signal.aborted) close(); // the server is away: there is nothing to suggest
    }
  };

  field.addEventListener("input", () => {
    stop(); // an answer to less than what is typed now comes too late
    timer = setTimeout(ask, WAIT_MS);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else if (event.key === "Escape") { close(); event.stopPropagation(); }
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => take(event.target.closest("li")));
})();
