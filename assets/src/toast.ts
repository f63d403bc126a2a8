// Short messages at the edge of the page. The server sends most of them; this module removes them in time.
const STAY_MS = 12_000;
const MOST = 2;

/** Shows a sentence of our own, for what the server cannot tell because it was not reached. */
export function toast(text: string, kind: "plain" | "bad" = "plain"): void {
  const place = document.getElementById("toasts");
  if (!place || text === "") return;
  const element = document.createElement("div");
  element.className = kind === "bad" ? "toast toast-bad" : "toast";
  const line = document.createElement("p");
  line.textContent = text;
  element.append(line);
  place.append(element);
}

export function toastStart(): void {
  const place = document.getElementById("toasts");
  if (!place) return;
  for (const element of place.querySelectorAll<HTMLElement>(".toast")) leaveLater(element);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node instanceof HTMLElement && node.classList.contains("toast")) leaveLater(node);
      }
    }
    // What was taken back is not offered to be taken back.
    for (const instead of place.querySelectorAll<HTMLElement>("[data-instead]")) {
      for (const form of place.querySelectorAll("form")) {
        if (form.getAttribute("action") === instead.dataset.instead) form.closest(".toast")?.remove();
      }
    }
    // Filing goes fast: the last thing is told, what came before stays in the undo list.
    while (place.childElementCount > MOST) place.firstElementChild?.remove();
  }).observe(place, { childList: true });
}

/** A toast that is being pointed at or focused stays: nobody should have to race for "Undo". */
function leaveLater(element: HTMLElement): void {
  if (element.hasAttribute("data-stay")) return;
  let timer = window.setTimeout(leave, STAY_MS);
  function leave(): void {
    if (element.matches(":hover, :focus-within")) timer = window.setTimeout(leave, 2_000);
    else element.remove();
  }
  element.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-close]")) {
      window.clearTimeout(timer);
      element.remove();
    }
  });
}
