// Copies what a field holds, where the browser can; without it the field is there to be copied by hand.
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
  const field = document.getElementById(button.dataset["copy"] ?? "");
  if (!(field instanceof HTMLInputElement) || !("clipboard" in navigator)) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    void navigator.clipboard.writeText(field.value).then(
      () => {
        button.textContent = button.dataset["copied"] ?? "";
      },
      // Not allowed here: what is to be copied is at least marked.
      () => field.select(),
    );
  });
}
