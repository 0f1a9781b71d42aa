// Files dropped anywhere on the page are chosen in its form. What the server would refuse as too
// large is said before it is sent.
"use strict";
(() => {
  const input = document.getElementById("files");
  const check = () => {
    const bytes = [...input.files].reduce((sum, file) => sum + file.size, 0);
    const large = bytes > Number(input.dataset.most);
    input.setCustomValidity(large ? "Together these files are too large: ingest them in a terminal." : "");
    if (large) input.reportValidity();
  };
  input.addEventListener("change", check);
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    check();
  });
})();
