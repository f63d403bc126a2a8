// The bar under a view: of the fields for what is done with many, only those that belong to the chosen act are shown.

export function viewsStart(): void {
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement && event.target.matches("[data-bulk-act]")) showFields(event.target);
  });
  document.querySelectorAll<HTMLSelectElement>("[data-bulk-act]").forEach(showFields);
}

function showFields(act: HTMLSelectElement): void {
  for (const field of act.form?.querySelectorAll<HTMLElement>("[data-bulk]") ?? []) {
    field.hidden = !field.dataset["bulk"]?.split(" ").includes(act.value);
  }
}
