/** The one way to the server: the session cookie, Django's CSRF header, and failures that carry what the server said. */
import { ApiError } from "./errors";

/** A question's answer, whatever its body is; throws ApiError. Its message is the server's sentence, or empty. */
export async function ask(address: string, method: string, { body, type = "application/json" }: { body?: BodyInit; type?: string } = {}): Promise<Response> {
  // An id out of a link or an answer must not lead to another address: browsers read a backslash as a slash.
  if (/\\|\.\.|#/.test(address)) throw new TypeError("an id that is none");
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRFToken"] = csrfToken();
  const init: RequestInit = { method, headers, credentials: "same-origin", redirect: "error", cache: "no-store" };
  if (body !== undefined) {
    headers["Content-Type"] = type;
    init.body = body;
  }
  const response = await fetch(address, init).catch(() => {
    throw new ApiError(0, "unreachable", "");
  });
  if (response.ok) return response;
  const answer: unknown = await response.json().catch(() => null);
  const { code, message } = (answer ?? {}) as { code?: unknown; message?: unknown };
  throw new ApiError(response.status, typeof code === "string" ? code : String(response.status), typeof message === "string" ? message : "", answer);
}

/** Asks in JSON and answers in JSON; null where there is nothing to answer. */
export async function askJson(address: string, method: string, body?: unknown): Promise<unknown> {
  const response = await ask(address, method, body === undefined ? {} : { body: JSON.stringify(body) });
  return response.status === 204 ? null : response.json().catch(() => null);
}

export function csrfToken(): string {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith("csrftoken="));
  return decodeURIComponent(found?.slice("csrftoken=".length) ?? "");
}
