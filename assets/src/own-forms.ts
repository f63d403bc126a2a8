// Forms inside the filing form: those of the chosen outcome are shown, the others are neither shown nor sent.
// Without this all of them are shown.
import { onContent } from "./page";

export function ownFormsStart(): void {
  document.addEventListener("change", (event) => {
    const radio = event.target;
    if (radio instanceof HTMLInputElement && radio.name === "outcome" && radio.form) formsShow(radio.form);
  });
  onContent((root) => {
    for (const form of root.querySelectorAll<HTMLFormElement>("form[data-filing]")) formsShow(form);
  });
}

function formsShow(form: HTMLFormElement): void {
  const outcome = form.querySelector<HTMLInputElement>("input[name=outcome]:checked")?.value ?? "";
  for (const one of form.querySelectorAll<HTMLFieldSetElement>("fieldset[data-outcomes]")) {
    const isDue = one.dataset["closing"] !== undefined || (one.dataset["outcomes"] ?? "").split(" ").includes(outcome);
    one.hidden = !isDue;
    one.disabled = !isDue;
  }
}
