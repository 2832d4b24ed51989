// What a file carries: a document, a token, or a picture with one of them inside.
import { SaxesParser, type SaxesTagNS } from "saxes";
import { Unreadable } from "./documents";

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const KEYWORD = "openbadgecredential";
const NAMESPACE = "https://purl.imsglobal.org/ob/v3p0";
const DEEPEST = 200; // tags of a picture within each other: the parser looks through all that are open at each new one
export const LARGEST = 4 * 1024 * 1024;

/** The text of the document or token in a file; throws Unreadable. */
export function carried(bytes: Uint8Array): string {
  if (bytes.length > LARGEST) throw new Unreadable("too large");
  if (PNG.every((byte, at) => bytes[at] === byte)) return fromPng(bytes);
  const text = decode(bytes).trim();
  return text.startsWith("<") ? fromSvg(text) : text;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable("no text");
  }
}

function fromPng(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: string[] = [];
  for (let at = PNG.length; at + 12 <= bytes.length; at += view.getUint32(at) + 12) {
    const content = bytes.subarray(at + 8, at + 8 + view.getUint32(at));
    if (decode(bytes.subarray(at + 4, at + 8)) === "iTXt") {
      const text = ofChunk(content);
      if (text !== null) found.push(text);
    }
  }
  return only(found);
}

/** keyword, 0, compressed?, method, language, 0, keyword in that language, 0, text */
function ofChunk(content: Uint8Array): string | null {
  const end = content.indexOf(0);
  if (decode(content.subarray(0, end)) !== KEYWORD) return null;
  if (content[end + 1] !== 0) throw new Unreadable("compressed");
  const language = content.indexOf(0, end + 3);
  return decode(content.subarray(content.indexOf(0, language + 1) + 1));
}

/** Read as a stream of tags: a document made from text is what Trusted Types refuse on these pages. */
function fromSvg(text: string): string {
  const found: string[] = [];
  let inside = false;
  let depth = 0;
  const take = (said: string): void => {
    if (inside) found.push(`${found.pop() ?? ""}${said}`);
  };
  const parser = new SaxesParser({ xmlns: true });
  const own = (tag: SaxesTagNS): boolean => tag.uri === NAMESPACE && tag.local === "credential";
  parser.on("opentag", (tag) => {
    depth += 1;
    if (depth > DEEPEST) throw new Unreadable("too deep");
    if (!own(tag)) return;
    inside = true;
    found.push(tag.attributes["verify"]?.value ?? "");
  });
  parser.on("closetag", (tag) => {
    depth -= 1;
    if (own(tag)) inside = false;
  });
  parser.on("text", take);
  parser.on("cdata", take);
  parser.on("error", (error) => {
    throw new Unreadable(error.message);
  });
  parser.write(text).close();
  return only(found);
}

function only(found: string[]): string {
  const text = found[0];
  if (text === undefined || found.length > 1) throw new Unreadable("no credential inside, or several");
  return text.trim();
}
