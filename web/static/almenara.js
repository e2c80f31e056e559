// What the pages can do with a keyboard and a printer. Everything works without it, by links and forms.
"use strict";

const SHORTCUTS = "almenara-shortcuts";
const TYPED = "almenara-typed";
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

// A table that is wider than its frame says so.
const measure = new ResizeObserver((frames) => {
  for (const { target } of frames) target.previousElementSibling.hidden = target.scrollWidth <= target.clientWidth;
});
for (const frame of document.querySelectorAll(".sideways + .scroll")) measure.observe(frame);

// The links of the footer ask for the page anew, in another language: what was typed goes along, in this tab alone.
const typed = () => [...document.querySelectorAll("form[method=post] :is(textarea, input)")].filter(
  (field) => !["hidden", "password", "submit"].includes(field.type) && field.autocomplete !== "one-time-code",
);
const isChoice = (field) => ["radio", "checkbox"].includes(field.type);
const place = (field) => [field.form.getAttribute("action"), field.name, isChoice(field) ? field.value : ""].join(" ");

for (const link of document.querySelectorAll(".tongues a")) {
  link.addEventListener("click", () => {
    const words = typed().map((field) => [place(field), isChoice(field) ? field.checked : field.value]);
    sessionStorage.setItem(TYPED, JSON.stringify(Object.fromEntries(words)));
  });
}

const kept = JSON.parse(sessionStorage.getItem(TYPED) ?? "{}");
sessionStorage.removeItem(TYPED);
for (const field of typed()) {
  const was = kept[place(field)];
  if (was === undefined) continue;
  if (isChoice(field)) field.checked = was;
  else field.value = was;
  if (was && field.closest("details")) field.closest("details").open = true;
}

// A reason that one choice takes, and the others do not.
for (const reason of document.querySelectorAll("[data-needed-to]")) {
  const ask = () => { reason.required = reason.dataset.neededTo.split(" ").includes(reason.form.elements.to.value); };
  reason.form.addEventListener("change", ask);
  ask();
}

// Blanks are no reason, and no name: the browser asks for them before anything is sent.
for (const field of typed()) {
  if (!isChoice(field)) field.addEventListener("change", () => { if (!field.value.trim()) field.value = ""; });
}

// Through the links of a list; on a flag's page to the next flag of the list that it was opened from.
const walk = (step) => {
  const links = [...document.querySelectorAll(".flag-title a, .hit h2 a")];
  const next = links.indexOf(document.activeElement) + step;
  if (links.length) links[Math.min(Math.max(next, 0), links.length - 1)].focus();
  else document.querySelector(`[data-step=${step > 0 ? "next" : "prev"}]`)?.click();
};

const act = (target) => {
  if (target.matches("input[type=radio]")) {
    target.checked = true;
    target.dispatchEvent(new Event("change", { bubbles: true }));
  }
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
