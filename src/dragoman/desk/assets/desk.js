// What every page has: the theme without a new page, lists that narrow as one types, copying, and waiting.
"use strict";

document.documentElement.classList.add("scripted");

const theme = document.querySelector("form.theme");
if (theme) {
  const button = theme.querySelector("button");
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const current = () => root.dataset.theme || (system.matches ? "dark" : "light");
  const name = () => {
    const other = current() === "dark" ? "light" : "dark";
    button.value = other;
    button.setAttribute("aria-label", `Switch to ${other}`);
  };
  name();
  theme.addEventListener("submit", (event) => {
    event.preventDefault();
    root.dataset.theme = button.value;
    document.cookie = `theme=${button.value}; path=/; max-age=31536000; samesite=lax`;
    name();
    document.dispatchEvent(new Event("themechange"));
  });
}

const here = document.querySelector("nav.main [aria-current]");
if (here) here.closest("nav").scrollLeft = here.offsetLeft - 40;

for (const input of document.querySelectorAll("[data-narrows]")) {
  const items = [...document.querySelectorAll(`${input.dataset.narrows} > li`)];
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  });
}

for (const button of document.querySelectorAll("[data-copies]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copies).textContent.trim());
    button.textContent = "Copied";
  });
}

for (const form of document.querySelectorAll("form[data-waits]")) {
  form.addEventListener("submit", () => {
    const place = form.querySelector("[data-wait-place]");
    // after the form's values are taken, or a disabled button's own value would be lost
    setTimeout(() => {
      for (const button of form.querySelectorAll("button")) button.disabled = true;
      if (place) place.textContent = form.dataset.waits;
    }, 0);
  });
}
window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const button of document.querySelectorAll("button:disabled")) button.disabled = false;
});

// A page that takes longer than a moment says so while one waits for it.
let moment;
function waiting() {
  clearTimeout(moment);
  moment = setTimeout(() => document.documentElement.classList.add("waiting"), 300);
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const to = new URL(link.getAttribute("href"), location.href); // of a land on the map, `href` is no string
  const stays = to.pathname === location.pathname && to.search === location.search;
  const isData = /\.(csv|json|parquet|svg|png|zip|atom|txt)$/.test(to.pathname);
  if (to.origin === location.origin && !stays && !isData && !link.hasAttribute("download") && !link.target) waiting();
});
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) waiting();
});
window.addEventListener("pageshow", () => {
  clearTimeout(moment);
  document.documentElement.classList.remove("waiting");
});

// What is still being gathered is asked for again until it is there, without a new page.
async function again(place) {
  const part = place.dataset.part;
  const answer = await fetch(location.href).catch(() => null);
  const found = answer && answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(part);
  if (!found) return;
  document.querySelector(part).replaceWith(found);
  wait(found);
}
function wait(within) {
  for (const place of within.querySelectorAll("[data-again]")) setTimeout(again, Number(place.dataset.again), place);
}
wait(document);

// On a key: whatever is marked with it, unless one is writing.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "/") {
    event.preventDefault();
    (document.querySelector("#q") || document.querySelector("#search-all")).focus();
    return;
  }
  const target = [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === event.key);
  if (target) {
    event.preventDefault();
    target.click();
  }
});
