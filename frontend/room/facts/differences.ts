/** What has changed between two texts, word by word. */
export interface Piece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

const WORDS = /[\p{L}\p{N}\p{M}’'-]+|\s+|[^\s\p{L}\p{N}]/gu;
/** Cells of the table that is filled at most; longer texts are shown as a whole, before and after. */
const MOST = 4_000_000;

/** Read without what was removed it is the new text, without what was added the old one. */
export function differences(before: string, now: string): readonly Piece[] {
  const [old, fresh] = [before.match(WORDS) ?? [], now.match(WORDS) ?? []];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
  const middle = between(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end));
  const same = (words: readonly string[]): Piece => ({ kind: "same", text: words.join("") });
  return joined([same(old.slice(0, start)), ...middle, same(old.slice(old.length - end))]);
}

function between(old: readonly string[], fresh: readonly string[]): Piece[] {
  if (old.length * fresh.length > MOST) return [{ kind: "removed", text: old.join("") }, { kind: "added", text: fresh.join("") }];
  const width = fresh.length + 1;
  // For each pair of ends, how many words the rests have in common.
  const common = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      const [skipped, taken] = [(i + 1) * width + j, i * width + j + 1];
      common[i * width + j] = old[i] === fresh[j] ? (common[skipped + 1] ?? 0) + 1 : Math.max(common[skipped] ?? 0, common[taken] ?? 0);
    }
  }
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      pieces.push({ kind: "same", text: old[i] ?? "" });
      i += 1;
      j += 1;
    } else if (j >= fresh.length || (i < old.length && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))) pieces.push({ kind: "removed", text: old[i++] ?? "" });
    else pieces.push({ kind: "added", text: fresh[j++] ?? "" });
  }
  return pieces;
}

/** Neighbours of one kind in one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (piece.text === "") continue;
    if (last?.kind === piece.kind) all[all.length - 1] = { kind: piece.kind, text: last.text + piece.text };
    else all.push(piece);
  }
  return all;
}
