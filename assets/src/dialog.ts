// Dialogs and menus: open, close, give the focus back. Without script a menu is <details>, a dialog is a link.

export function dialogStart(): void {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const opener = event.target.closest<HTMLElement>("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset["dialog"] ?? "");
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      menusClose(null);
      dialog.showModal();
      return;
    }
    const open = event.target.closest("dialog");
    if (open && (event.target === open || event.target.closest("[data-close]"))) open.close();
    menusClose(event.target.closest("details.menu"));
  });
  // Focus that leaves a menu closes it, so that it never covers what one has gone to.
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof Element) menusClose(event.target.closest("details.menu"));
  });
  document.addEventListener("toggle", menuFocus, true);
}

/** Closes every open menu but `except`; true when one was open. */
export function menusClose(except: Element | null): boolean {
  let closed = false;
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
    if (menu === except) continue;
    menu.open = false;
    closed = true;
  }
  return closed;
}

function menuFocus(event: Event): void {
  const menu = event.target;
  if (menu instanceof HTMLDetailsElement && menu.open && menu.matches(".menu")) {
    menu.querySelector<HTMLElement>("[data-first]")?.focus();
  }
}
