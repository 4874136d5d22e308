// More rows of figures without a round trip, and keys for the reviewer. The page works without both.
const rows = document.querySelector("[data-rows]");

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-row]");
  if (!button) return;
  const total = rows.querySelector("input[name$=TOTAL_FORMS]");
  const most = Number(rows.querySelector("input[name$=MAX_NUM_FORMS]").value);
  const number = Number(total.value);
  event.preventDefault();
  if (number >= most) return;
  const last = [...rows.querySelectorAll("[data-row]")].pop();
  const row = last.cloneNode(true);
  for (const error of row.querySelectorAll(".field-error")) error.remove();
  for (const label of row.querySelectorAll("label")) {
    label.htmlFor = renumbered(label.htmlFor, number);
    label.textContent = label.textContent.replace(/\d+$/, number + 1);
  }
  for (const input of row.querySelectorAll("input")) {
    input.name = renumbered(input.name, number);
    input.id = renumbered(input.id, number);
    input.value = "";
    input.classList.remove("is-invalid");
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  total.value = number + 1;
  last.after(row);
  row.querySelector("input").focus();
});

function renumbered(name, number) {
  return name.replace(/figures-\d+-/, `figures-${number}-`);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!found) return;
  event.preventDefault();
  found.click();
  if (found.matches("summary") && found.parentElement.open) found.parentElement.querySelector("textarea")?.focus();
});
