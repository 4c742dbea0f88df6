// Actors are found while one types their name.
"use strict";

for (const input of document.querySelectorAll("[data-finds-actors]")) {
  const list = document.getElementById(input.getAttribute("list"));
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    const words = input.value.trim();
    if (words.length < 2 || words.includes(":")) return;
    waiting = setTimeout(async () => {
      const answer = await fetch(`/api/actors.json?limit=12&q=${encodeURIComponent(words)}`);
      if (!answer.ok) return;
      const { rows } = await answer.json();
      list.replaceChildren(...rows.map((actor) => {
        const option = document.createElement("option");
        option.value = actor.id;
        option.label = `${actor.name}${actor.country ? `, ${actor.country}` : ""}`;
        return option;
      }));
    }, 150);
  });
}
