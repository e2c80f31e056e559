// What the pages can do with a keyboard and a printer. Everything works without it, by links and forms.
"use strict";

const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const hidden of document.querySelectorAll("details")) hidden.open = true;
    window.print();
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("input[type=radio]")) {
    wanted.checked = true;
    wanted.focus();
  } else if (wanted.matches("input, textarea")) {
    wanted.focus();
    wanted.select();
  } else wanted.click();
});
