// A page may be dropped: a file into the file field, text into the text.
"use strict";

const place = document.querySelector("[data-drop]");
const file = document.querySelector("#file");
const form = place.closest("form");

for (const kind of ["dragover", "dragleave", "drop"]) {
  form.addEventListener(kind, (event) => {
    event.preventDefault();
    place.classList.toggle("over", kind === "dragover");
  });
}
form.addEventListener("drop", (event) => {
  if (event.dataTransfer.files.length) file.files = event.dataTransfer.files;
  else document.querySelector("#text").value = event.dataTransfer.getData("text/plain");
});
