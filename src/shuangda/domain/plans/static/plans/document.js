// The document page: text and cards light each other up, keys do what the buttons do, the focus is kept after an act.
// Every act is a button, link or form of the page; nothing here talks to the server by itself.
import { announce } from "../desk/app.js";

const body = document.body;
const work = () => document.getElementById("work");
const kept = { tab: "", text: 0, panel: 0, onlyOpen: null };

// ---- Lighting up: an index of the pieces of each item, built once a text -------------------------------------------

let pieces = new Map();
let lit = [];

function indexPieces() {
  pieces = new Map();
  for (const piece of document.querySelectorAll("#text [data-items]")) {
    for (const key of piece.dataset.items.split(" ")) {
      if (!pieces.has(key)) pieces.set(key, []);
      pieces.get(key).push(piece);
    }
  }
}

function light(keys) {
  const wanted = keys.flatMap((key) => [...(pieces.get(key) ?? []), document.getElementById(key) ?? []].flat());
  for (const element of lit) if (!wanted.includes(element)) element.classList.remove("is-lit");
  for (const element of wanted) element.classList.add("is-lit");
  lit = wanted;
}

const keysOf = (element) => {
  const piece = element.closest?.("#text [data-items]");
  if (piece) return piece.dataset.items.split(" ");
  const card = element.closest?.("[data-item]");
  return card ? [card.dataset.item] : [];
};

for (const kind of ["pointerover", "focusin"]) {
  body.addEventListener(kind, (event) => {
    const keys = keysOf(event.target);
    if (keys.length) light(keys);
    else if (kind === "pointerover" && !document.activeElement?.closest("[data-item]")) light([]);
  });
}

/** The innermost of the items over a piece: the one with the fewest pieces. */
const nearest = (keys) => [...keys].sort((a, b) => (pieces.get(a)?.length ?? 0) - (pieces.get(b)?.length ?? 0))[0];

function reveal(element, pane) {
  if (!element || !pane) return;
  const place = element.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  if (place.top < frame.top || place.bottom > frame.bottom) {
    pane.scrollTop += place.top - frame.top - Math.max(0, (frame.height - place.height) / 3);
  }
}

/** Open the card's tab, put the focus on it, and show its place in the text. */
function go(key, { focus = true } = {}) {
  const card = document.getElementById(key);
  if (!card) return false;
  const panel = card.closest(".panel");
  if (panel) openTab(panel.id);
  card.classList.remove("is-hidden");
  if (focus) card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  light([key]);
  reveal(pieces.get(key)?.[0], document.getElementById("text"));
  return true;
}

body.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const piece = event.target.closest("#text [data-items]");
  if (piece && getSelection().isCollapsed) {
    event.preventDefault();
    go(nearest(piece.dataset.items.split(" ")));
    return;
  }
  const link = event.target.closest("a[href^='#']");
  if (!link) return;
  const key = link.hash.slice(1);
  if (key.startsWith("at-")) {
    event.preventDefault();
    light([key.slice(3)]);
    reveal(pieces.get(key.slice(3))?.[0], document.getElementById("text"));
  } else if (key.startsWith("panel-")) {
    event.preventDefault();
    openTab(key);
  } else if (document.querySelector(`[data-item="${CSS.escape(key)}"]`)) {
    event.preventDefault();
    go(key);
  }
});

// ---- Tabs -----------------------------------------------------------------------------------------------------------

function setUpTabs() {
  const list = document.querySelector("[data-tabs]");
  if (!list) return;
  list.setAttribute("role", "tablist");
  for (const tab of list.querySelectorAll(".tab")) {
    const panel = document.getElementById(tab.hash.slice(1));
    tab.setAttribute("role", "tab");
    tab.id = `tab-of-${panel.id}`;
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
  }
  const filled = [...list.querySelectorAll(".tab")].find((tab) => tab.querySelector(".tab-number")?.textContent.trim() !== "0");
  openTab(document.getElementById(kept.tab) ? kept.tab : filled.hash.slice(1));
}

function openTab(id) {
  kept.tab = id;
  for (const panel of document.querySelectorAll(".panel")) panel.classList.toggle("is-open", panel.id === id);
  for (const tab of document.querySelectorAll("[data-tabs] .tab")) {
    const chosen = tab.hash === `#${id}`;
    tab.setAttribute("aria-selected", chosen);
    tab.tabIndex = chosen ? 0 : -1;
  }
}

body.addEventListener("keydown", (event) => {
  const tab = event.target.closest("[data-tabs] .tab");
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!tab || !step) return;
  const tabs = [...document.querySelectorAll("[data-tabs] .tab")];
  const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
  openTab(next.hash.slice(1));
  next.focus();
});

// ---- Only what is unchecked -----------------------------------------------------------------------------------------

const list = () => document.querySelector("[data-measures]");

body.addEventListener("change", (event) => {
  if (event.target.matches("[data-only-open]")) {
    kept.onlyOpen = event.target.checked;
    list().classList.toggle("only-open", kept.onlyOpen);
  }
  if (event.target.matches("[data-due] select[name$=kind]")) showDue(event.target.closest("[data-due]"));
});

// ---- Forms in cards: rows, due times, the caret ---------------------------------------------------------------------

function showDue(row) {
  row.dataset.kind = row.querySelector("select[name$=kind]").value;
}

function setUpForms(root) {
  root.querySelectorAll("[data-due]").forEach(showDue);
  root.querySelectorAll("[data-caret]").forEach((box) => {
    for (const kind of ["select", "keyup", "pointerup"]) box.addEventListener(kind, () => takeCaret(box));
  });
}

function takeCaret(box) {
  const form = box.form;
  const radio = form.querySelector("[data-at-caret]");
  const words = [...box.value];
  const at = [...box.value.slice(0, box.selectionStart)].length;
  if (at <= 0 || at >= words.length) return;
  radio.value = at;
  radio.checked = true;
  const shown = `… ${words.slice(Math.max(0, at - 16), at).join("")} ┃ ${words.slice(at, at + 16).join("")} …`;
  form.querySelector("[data-at-caret-words]").textContent = shown;
}

body.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-row]");
  if (button) {
    const rows = button.closest("[data-rows]");
    const total = rows.querySelector("input[name$=TOTAL_FORMS]");
    const html = rows.querySelector("template").innerHTML.replaceAll("__prefix__", total.value);
    button.insertAdjacentHTML("beforebegin", html);
    total.value = Number(total.value) + 1;
    setUpForms(rows);
    button.previousElementSibling.querySelector("input, select").focus();
  }
  const leave = event.target.closest("[data-remove]");
  if (leave?.closest("#adding")) {
    event.preventDefault();
    document.getElementById("adding").replaceChildren();
    document.querySelector('#bar [data-key="a"]')?.focus();
  }
});

body.addEventListener("input", (event) => {
  if (!event.target.matches("[data-narrow]")) return;
  const words = event.target.value.trim();
  for (const choice of event.target.parentElement.querySelectorAll("[data-narrowed] label")) {
    choice.hidden = Boolean(words) && !choice.textContent.includes(words);
  }
});

document.addEventListener(
  "toggle",
  (event) => event.target.matches?.(".asks[open]") && event.target.scrollIntoView({ block: "nearest" }),
  true,
);

// ---- Adding from a selection ----------------------------------------------------------------------------------------

/** Places count code points, as the server does; a line knows where its first one stands. */
function placeOf(node, offset) {
  const line = (node.nodeType === 1 ? node : node.parentElement)?.closest("#text [data-at]");
  if (!line) return null;
  const range = document.createRange();
  range.setStart(line, 0);
  range.setEnd(node, offset);
  return Number(line.dataset.at) + [...range.toString()].length;
}

let marked = null;
document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  if (chosen.isCollapsed || !chosen.rangeCount) return;
  const range = chosen.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start !== null && end !== null && end > start) marked = { start, end, quote: chosen.toString().trim() };
});

body.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt.dataset.key === "a" && marked) {
    Object.assign(event.detail.parameters, marked);
    marked = null;
  }
});

// ---- Keys -----------------------------------------------------------------------------------------------------------

const cards = () => [...document.querySelectorAll(".panel.is-open .item[data-item]")].filter((card) => card.offsetParent);
const current = () => document.activeElement?.closest(".item[data-item]") ?? null;

function step(by) {
  const all = cards();
  if (!all.length) return;
  const here = all.indexOf(current());
  const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + by));
  go(all[next].id);
}

function press(key, root) {
  const found = root?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  found?.click();
  return Boolean(found);
}

body.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const inForm = event.target.closest("input, textarea, select");
  if (event.key === "Escape") {
    const cancel = event.target.closest(".item-editing, #adding")?.querySelector("[data-cancel]");
    if (cancel) {
      event.preventDefault();
      cancel.click();
    }
    return;
  }
  if (inForm || !work()) return;
  const onCard = event.target.matches(".item");
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "Enter" && onCard) press("Enter", event.target);
  else if (["e", "m", "s", "x"].includes(event.key)) press(event.key, current());
  else if (["u", "a"].includes(event.key)) press(event.key, document.getElementById("bar"));
  else if (event.key === "?") document.getElementById("keys")?.showModal();
  else return;
  event.preventDefault();
});

body.addEventListener("click", (event) => {
  if (event.target.closest('[data-key="?"]')) document.getElementById("keys")?.showModal();
});

// ---- After an act: what was scrolled, chosen and filtered stays; the focus goes where the server says -----------------

body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 409) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
  kept.text = document.getElementById("text")?.scrollTop ?? 0;
  kept.panel = document.querySelector(".panels")?.scrollTop ?? 0;
});

body.addEventListener("htmx:afterSettle", (event) => {
  const swapped = document.getElementById(event.detail.target?.id) ?? event.detail.elt;
  if (swapped?.id === "work") setUp();
  setUpForms(work() ?? body);
  if (swapped?.id !== "problem") document.getElementById("problem")?.replaceChildren();
  const editing = swapped?.matches?.(".item-editing") ? swapped : swapped?.querySelector?.(".item-editing");
  const first = editing?.querySelector("[data-focus], textarea, input:not([type=hidden])");
  first?.focus();
  if (document.querySelector("[data-only-open]") && kept.onlyOpen !== null) {
    document.querySelector("[data-only-open]").checked = kept.onlyOpen;
    list().classList.toggle("only-open", kept.onlyOpen);
  }
});

body.addEventListener("plans:done", (event) => {
  const { key, said } = event.detail;
  if (!key || !go(key)) document.getElementById("items")?.focus({ preventScroll: true });
  if (said) announce(said);
});

function setUp() {
  indexPieces();
  setUpTabs();
  setUpForms(document);
  const text = document.getElementById("text");
  const panels = document.querySelector(".panels");
  if (text) text.scrollTop = kept.text;
  if (panels) panels.scrollTop = kept.panel;
}

setUp();
if (location.hash && work()) go(location.hash.slice(1));
