// Sends the bytes that the server keeps of a document once more, and fetches them, without opening anything.
async ([room]) => {
  const entry = performance.getEntriesByType("resource").findLast(({ name }) => /\/api\/attachments\/[^/]+\/[^/]+$/.test(name));
  const token = /csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
  let begun = performance.now();
  const bytes = new Uint8Array(await (await fetch(entry.name, { cache: "no-store" })).arrayBuffer());
  const down = performance.now() - begun;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const sha256 = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const id = entry.name.split("/").at(-1).replace(/.{4}$/, "beef");
  const headers = { "X-CSRFToken": token };
  begun = performance.now();
  for (let at = 0, n = 0; at < bytes.length; at += 1048576, n++) {
    const part = await fetch(`/api/attachments/${room}/${id}/parts/${n}`, { method: "PUT", headers: { ...headers, "Content-Type": "application/octet-stream" }, body: bytes.subarray(at, at + 1048576) });
    if (!part.ok) throw new Error(`${part.status} ${await part.text()}`);
  }
  const complete = await fetch(`/api/attachments/${room}/${id}/complete`, { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify({ sha256 }) });
  if (!complete.ok) throw new Error(`${complete.status} ${await complete.text()}`);
  return { up: performance.now() - begun, down };
}
