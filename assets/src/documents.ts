// Files come into an open file by choosing, dropping and pasting: all three put them into the one form and send it.
import { isTyping } from "./page";

export function documentsStart(): void {
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input instanceof HTMLInputElement && input.matches("input[type=file][data-send]") && input.files?.length) {
      input.form?.requestSubmit();
    }
  });
  document.addEventListener("dragover", (event) => {
    const place = dropPlace(event);
    if (!place) return;
    event.preventDefault();
    place.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => {
    const place = event.target instanceof Element ? event.target.closest("[data-drop]") : null;
    if (place && !(event.relatedTarget instanceof Node && place.contains(event.relatedTarget))) place.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    const place = dropPlace(event);
    if (!place || !event.dataTransfer) return;
    event.preventDefault();
    place.classList.remove("is-over");
    send(place, event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => {
    const files = event.clipboardData?.files;
    const place = document.querySelector("[data-drop]");
    // A text that is pasted into a field stays a text, even if the program it comes from adds a picture of it.
    if (!files?.length || !place || (isTyping(event.target) && event.clipboardData?.types.includes("text/plain"))) return;
    event.preventDefault();
    send(place, files);
  });
  document.addEventListener("keydown", (event) => {
    // While a note is being written, the brackets belong to it; with Alt they leaf all the same.
    if (!event.altKey || event.ctrlKey || event.metaKey || (event.code !== "BracketLeft" && event.code !== "BracketRight")) return;
    const leaf = document.querySelector<HTMLElement>(`a[data-key="${event.code === "BracketLeft" ? "[" : "]"}"]`);
    if (!leaf) return;
    event.preventDefault();
    leaf.click();
  });
}

/** Where files that are dragged from the desktop may fall; what is dragged within the page is not for here. */
function dropPlace(event: DragEvent): Element | null {
  if (!event.dataTransfer?.types.includes("Files")) return null;
  return event.target instanceof Element ? event.target.closest("[data-drop]") : null;
}

function send(place: Element, files: FileList): void {
  const input = place.querySelector<HTMLInputElement>("form[data-adding] input[type=file]");
  if (!input || files.length === 0) return;
  input.files = files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
