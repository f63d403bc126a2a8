// The names of countries in the person's language, from the browser's own knowledge of them. Never decides which country.
import { onContent } from "./page";

export function countriesStart(): void {
  onContent((root) => {
    const names = new Intl.DisplayNames([document.documentElement.lang, "en"], { type: "region" });
    for (const element of root.querySelectorAll<HTMLElement>("[data-country]")) {
      const code = element.dataset.country ?? "";
      if (/^[A-Z]{2}$/.test(code)) element.textContent = names.of(code) ?? code;
    }
  });
}
