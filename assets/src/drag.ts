// Dragging files onto a divider. The same move by keyboard is the "Move" form; both post to /move.
import htmx from "htmx.org";
import { selection } from "./select";

let dragged: string[] = [];

export function dragStart(): void {
  document.addEventListener("dragstart", (event) => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>(".card[data-slip]") : null;
    const slip = card?.dataset["slip"];
    if (!card || !slip || !event.dataTransfer) return;
    const ticked = selection();
    dragged = ticked.includes(slip) ? ticked : [slip];
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.querySelector(".card-name")?.textContent ?? "");
    dragLabel(event.dataTransfer, card);
    document.body.classList.add("is-dragging");
    for (const one of dragged) cardOf(one)?.classList.add("is-dragged");
  });
  document.addEventListener("dragover", (event) => {
    const divider = dividerUnder(event);
    targetMark(divider);
    if (divider) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const divider = dividerUnder(event);
    const place = divider?.dataset["place"];
    if (!place) return;
    event.preventDefault();
    void filesMove(dragged, place);
  });
  document.addEventListener("dragend", () => {
    dragged = [];
    targetMark(null);
    document.body.classList.remove("is-dragging");
    for (const card of document.querySelectorAll(".card.is-dragged")) card.classList.remove("is-dragged");
  });
}

/** Asks the server to file these slips under `place`; it answers with the whole day. */
async function filesMove(slips: string[], place: string): Promise<void> {
  const back = location.pathname + location.search;
  await htmx.ajax("post", "/move", { target: "#day", swap: "outerHTML", values: { slip: slips, place, back } });
}

function dividerUnder(event: DragEvent): HTMLElement | null {
  if (dragged.length === 0 || !(event.target instanceof Element)) return null;
  return event.target.closest<HTMLElement>(".divider[data-place]");
}

function targetMark(divider: HTMLElement | null): void {
  for (const one of document.querySelectorAll(".divider.is-target")) {
    if (one !== divider) one.classList.remove("is-target");
  }
  divider?.classList.add("is-target");
}

/** What hangs at the pointer: the name, or how many. */
function dragLabel(transfer: DataTransfer, card: HTMLElement): void {
  const label = document.createElement("div");
  label.className = "drag-label";
  const name = card.querySelector(".card-name")?.textContent ?? "";
  label.textContent = dragged.length > 1 ? `${name} +${dragged.length - 1}` : name;
  document.body.append(label);
  transfer.setDragImage(label, -8, 12);
  window.setTimeout(() => label.remove(), 0);
}

function cardOf(slip: string): HTMLElement | null {
  return document.querySelector(`.card[data-slip="${CSS.escape(slip)}"]`);
}
