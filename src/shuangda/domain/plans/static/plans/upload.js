// The drop zone: files dropped anywhere in it are put into the file field, which shows and sends them as always.
const zone = document.querySelector("[data-drop]");
const field = zone?.querySelector("input[type=file]");
const names = zone?.querySelector("[data-drop-list]");

function show() {
  names.replaceChildren(
    ...[...field.files].map((file) => {
      const row = document.createElement("li");
      row.textContent = `${file.name} · ${Math.max(1, Math.round(file.size / 1024))} KB`;
      return row;
    }),
  );
}

if (zone) {
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    show();
    field.form.requestSubmit();
  });
  field.addEventListener("change", show);
}
