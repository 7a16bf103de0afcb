// Every page works without this: it refreshes a page of a run, and listens to a few keys.
"use strict";

const KEYS_OFF = "heraut-keys-off";
const find = (what) => document.querySelector(what);

// The middle of the page of a run is fetched again. The server says every how many seconds.
let paused = false;

function ready() {
  const pause = find("[data-pause]");
  if (pause) {
    const other = pause.dataset.pause;
    const own = pause.textContent;
    const show = () => {
      pause.textContent = paused ? other : own;
      find("[data-refreshing]").hidden = paused;
    };
    find("[data-refreshes]").hidden = false;
    show();
    pause.addEventListener("click", () => { paused = !paused; show(); });
  }
  const print = find("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
}

// Whoever is about to decide something is not disturbed.
const busy = () => paused || document.hidden || find("main details[open]") !== null;

async function refresh() {
  const main = find("main");
  if (!main.dataset.refresh) return;
  if (!busy()) {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("main");
      if (!answer.ok || answer.redirected || !fresh || !fresh.dataset.refresh) return location.reload();
      if (!busy()) {
        const onPause = document.activeElement?.matches("[data-pause]");
        main.replaceChildren(...fresh.childNodes);
        main.dataset.refresh = fresh.dataset.refresh;
        ready();
        if (onPause) find("[data-pause]")?.focus();
      }
    } catch {
      // The server doesn't answer. What the page shows stays, and the next turn asks again.
    }
  }
  setTimeout(refresh, 1000 * Number(main.dataset.refresh));
}

// Keys: j and k or the arrows from mail to mail, / to the search. A person can switch them off.
function step(forward) {
  const link = find(forward ? "a[rel=next][data-step]" : "a[rel=prev][data-step]");
  if (link) return link.click();
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.indexOf(document.activeElement);
  rows[at < 0 ? 0 : at + (forward ? 1 : -1)]?.focus();
}

function key(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey && event.key !== "/") return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const inList = event.target.matches("[data-row]");
  const forward = ["j", inList ? "ArrowDown" : "ArrowRight"].includes(event.key);
  const back = ["k", inList ? "ArrowUp" : "ArrowLeft"].includes(event.key);
  const search = event.key === "/" && find("[data-search]");
  if (search) search.select();
  else if (forward || back) step(forward);
  else return;
  event.preventDefault();
}

function keys() {
  const box = find("[data-keys]");
  if (!box) return;
  const choice = box.querySelector("input");
  box.hidden = false;
  choice.checked = localStorage.getItem(KEYS_OFF) === null;
  choice.addEventListener("change", () => {
    if (choice.checked) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, "yes");
  });
  document.addEventListener("keydown", (event) => { if (choice.checked) key(event); });
}

ready();
keys();
if (find("main").dataset.refresh) setTimeout(refresh, 1000 * Number(find("main").dataset.refresh));
