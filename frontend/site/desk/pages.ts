/**
 * A piece of one of our own pages. The browser itself reads the answer as a document: Trusted Types
 * let nobody make markup from a string.
 */
export function part(address: string, name: string, signal: AbortSignal, sent?: FormData): Promise<DocumentFragment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(sent === undefined ? "GET" : "POST", address);
    request.responseType = "document";
    request.setRequestHeader("X-Part", name);
    request.addEventListener("load", () => {
      const page = request.responseXML;
      // Whoever is signed out meanwhile gets another page than the one asked for.
      if (request.status !== 200 || page === null || page.querySelector("main") !== null) {
        reject(new Error(String(request.status)));
        return;
      }
      const found = document.createDocumentFragment();
      found.append(...page.body.childNodes);
      resolve(found);
    });
    request.addEventListener("error", () => { reject(new Error("network")); });
    signal.addEventListener("abort", () => { request.abort(); });
    request.send(sent);
  });
}
