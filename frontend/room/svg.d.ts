/** An SVG file as build.mjs hands it over: tag, attributes, children. */
declare module "*.svg" {
  type Node = readonly [tag: string, attributes: Readonly<Record<string, string>>, children: readonly Node[]];
  const tree: Node;
  export default tree;
}
