// What the pages can do with a keyboard and a printer. Everything works without it, by links and forms.
"use strict";

const SHORTCUTS = "almenara-shortcuts";
const typing = (target) => target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select") !== null;
const wanted = () => localStorage.getItem(SHORTCUTS) !== "off";

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const hidden of document.querySelectorAll("details")) hidden.open = true;
    window.print();
  });
}

for (const box of document.querySelectorAll("[data-shortcuts]")) {
  box.closest("[hidden]").hidden = false;
  box.checked = wanted();
  box.addEventListener("change", () => localStorage.setItem(SHORTCUTS, box.checked ? "on" : "off"));
}

const walk = (step) => {
  const links = [...document.querySelectorAll(".flag-title a, .hit h2 a")];
  const next = links.indexOf(document.activeElement) + step;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
};

const act = (target) => {
  if (target.matches("input[type=radio]")) target.checked = true;
  if (target.matches("input, textarea")) target.focus();
  else target.click();
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target) || !wanted()) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (event.key === "j" || event.key === "k") walk(event.key === "j" ? 1 : -1);
  else if (target) act(target);
  else return;
  event.preventDefault();
});
