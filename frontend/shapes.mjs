// SVG files as trees of [tag, attributes, children]: Trusted Types refuse markup made from strings.
export function tree(svg) {
  const root = ["", {}, []];
  const open = [root];
  for (const [, closing, tag, attributes, empty] of svg.matchAll(/<(\/?)([a-z]+)([^>]*?)(\/?)>/gi)) {
    if (closing) {
      open.pop();
      continue;
    }
    const pairs = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]);
    const node = [tag, Object.fromEntries(pairs), []];
    open.at(-1)[2].push(node);
    if (!empty) open.push(node);
  }
  return root[2][0];
}
