// New articles: whatever is marked `data-live` is taken from the page anew, and a line says how many came. Only while the
// page is looked at: a browser has but few connections to a host, and a stream keeps one.
"use strict";

(() => {
  const start = document.body.dataset.newest;
  if (start === undefined || !window.EventSource) return;
  const line = document.createElement("p");
  line.className = "live";
  line.setAttribute("role", "status");
  document.querySelector("main").prepend(line);
  let stream = null;

  const say = (count) => {
    const many = count === 1 ? "1 new article" : `${count} new articles`;
    const link = Object.assign(document.createElement("a"), { href: "/articles?sort=-published", textContent: many });
    line.replaceChildren(link, " since this page was opened.");
  };

  const renew = async () => {
    if (!document.querySelector("[data-live]")) return;
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-live][id]")) {
      const fresh = page.getElementById(part.id);
      if (fresh && !part.contains(document.activeElement)) part.replaceWith(document.adoptNode(fresh));
    }
  };

  const open = () => {
    if (stream || document.hidden) return;
    stream = new EventSource(`/watch/live?after=${start}`);
    stream.addEventListener("articles", (event) => {
      say(JSON.parse(event.data).new);
      renew().catch(() => {});
    });
  };
  const close = () => {
    if (stream) stream.close();
    stream = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  window.addEventListener("pagehide", close);
  open();
})();
