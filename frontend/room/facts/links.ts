/** Addresses in a text: https only, as they stand there, so that nobody is led elsewhere than they read. */
export interface TextPart {
  readonly text: string;
  readonly href?: string;
}

const ADDRESS = /https:\/\/[^\s<>"«»]+/gu;
// What follows an address in a sentence, and brackets that were opened before it.
const AFTER = ".,;:!?'’”)]}…";

/** The text in parts; put together again they are the text. */
export function withLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(found);
    if (!isPlain(address)) continue;
    if (index > from) parts.push({ text: text.slice(from, index) });
    parts.push({ text: address, href: address });
    from = index + address.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** Without the punctuation of the sentence; a bracket that the address itself opened stays. */
function trimmed(address: string): string {
  let end = address.length;
  while (AFTER.includes(address.charAt(end - 1))) end -= 1;
  const bare = address.slice(0, end);
  const next = address.slice(bare.length, bare.length + 1);
  const open = bare.split("(").length > bare.split(")").length;
  return next === ")" && open ? `${bare})` : bare;
}

/** No name or password before the host: such an address looks like another one. */
function isPlain(address: string): boolean {
  try {
    const { protocol, username, password, hostname } = new URL(address);
    return protocol === "https:" && username === "" && password === "" && hostname !== "";
  } catch {
    return false;
  }
}
