// What the frame adds when scripts run. Every page does its work without it.
const body = document.body;
const live = document.getElementById("live");
document.documentElement.classList.add("js");

/** Say a sentence to screen readers, politely. */
export function announce(sentence) {
  live.textContent = "";
  requestAnimationFrame(() => { live.textContent = sentence; });
}

/** Show a sentence at the foot of the window for a while, and say it. */
export function toast(sentence, kind = "error") {
  document.querySelector(".toast")?.remove();
  const box = document.createElement("p");
  box.className = `message message-${kind} toast`;
  box.textContent = sentence;
  body.append(box);
  announce(sentence);
  setTimeout(() => box.remove(), 8000);
}

// Floating panels close on Escape and on a click elsewhere; the menu sheet on Escape.
const floating = "details.dropdown[open], details.due[open]";

document.addEventListener("click", (event) => {
  for (const panel of document.querySelectorAll(floating)) {
    if (!panel.contains(event.target)) panel.open = false;
  }
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "Escape") closeTop(event);
  else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.querySelector("[data-search]")?.focus();
  }
});

function closeTop(event) {
  const panel = [...document.querySelectorAll(floating)].pop();
  if (panel) {
    panel.open = false;
    panel.querySelector("summary").focus();
  } else if (location.hash === "#menu") {
    location.hash = "#content";
    document.querySelector(".menu-open")?.focus();
  } else if (!event.defaultPrevented) {
    document.querySelector("a[data-escape]")?.click();
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-autosubmit]")) event.target.form.requestSubmit();
});

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  event.submitter?.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
});

// After an error summary or a swapped part, the focus goes where reading begins.
document.querySelector("[data-focus]")?.focus();

body.addEventListener("htmx:beforeRequest", (event) => event.detail.target.setAttribute("aria-busy", "true"));
body.addEventListener("htmx:afterRequest", (event) => event.detail.target.removeAttribute("aria-busy"));
body.addEventListener("htmx:beforeSwap", (event) => {
  // The log-in ended meanwhile: the whole page goes to the log-in, not a part of it.
  if (new URL(event.detail.xhr.responseURL || location.href).pathname === body.dataset.login) {
    event.detail.shouldSwap = false;
    location.reload();
  }
});
body.addEventListener("htmx:afterSwap", (event) => {
  event.detail.target.querySelector("[data-focus]")?.focus();
  const said = event.detail.target.querySelector("[data-announce]");
  if (said) announce(said.dataset.announce || said.textContent);
});
body.addEventListener("htmx:responseError", (event) => {
  toast(event.detail.xhr.getResponseHeader("X-Reason") || body.dataset.failed);
});
body.addEventListener("htmx:sendError", () => toast(body.dataset.offline));
