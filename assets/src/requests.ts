// How htmx talks with the server: token, answers that are swapped, failures told in words.
import htmx from "htmx.org";
import { csrfToken, pageText } from "./page";
import { toast } from "./toast";

export function requestsStart(): void {
  htmx.config.includeIndicatorStyles = false;
  htmx.config.allowEval = false;
  htmx.config.allowScriptTags = false;
  htmx.config.selfRequestsOnly = true;
  htmx.config.defaultSettleDelay = 0;
  htmx.config.scrollIntoViewOnBoost = false;
  // Pages hold clients' data: nothing of them is kept in the browser's storage, "back" asks the server.
  htmx.config.historyCacheSize = 0;
  htmx.config.refreshOnHistoryMiss = true;
  // 422 is a form with its errors beside the fields: it is shown, what was typed stays.
  htmx.config.responseHandling = [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "...", swap: false, error: true },
  ];

  document.addEventListener("htmx:configRequest", (event) => {
    const detail = (event as CustomEvent<{ headers: Record<string, string>; verb: string }>).detail;
    if (detail.verb !== "get") detail.headers["X-CSRF-Token"] = csrfToken();
  });
  document.addEventListener("htmx:responseError", (event) => {
    const status = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail.xhr.status;
    toast(pageText(status === 401 ? "signed-out" : "failed"), "bad");
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, () => toast(pageText("offline"), "bad"));
  }
}
