// Next and previous event by keyboard; text and readings point to each other.
"use strict";

const marks = [...document.querySelectorAll(".mark[tabindex]")];
const readings = new Map([...document.querySelectorAll("[data-event]")].map((item) => [item.dataset.event, item]));

function light(numbers) {
  for (const item of document.querySelectorAll(".current")) item.classList.remove("current");
  for (const number of numbers) {
    readings.get(number)?.classList.add("current");
    for (const mark of document.querySelectorAll(".mark")) {
      if (mark.dataset.events.split(" ").includes(number)) mark.classList.add("current");
    }
  }
}

for (const mark of document.querySelectorAll(".mark")) {
  mark.addEventListener("mouseenter", () => light(mark.dataset.events.split(" ")));
  mark.addEventListener("focus", () => light(mark.dataset.events.split(" ")));
}
for (const [number, item] of readings) item.addEventListener("mouseenter", () => light([number]));

function step(by) {
  if (!marks.length) return;
  const at = marks.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : marks.length - 1) : (at + by + marks.length) % marks.length;
  marks[next].focus({ preventScroll: true });
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  marks[next].scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "n" || event.key === "j") step(1);
  else if (event.key === "p" || event.key === "k") step(-1);
  else if (event.key === "Escape") document.activeElement.blur();
});
