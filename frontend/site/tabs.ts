/** Where the tabs of a page are one row that scrolls, the open one stands in its middle. */
export function showCurrentTab(root: ParentNode): void {
  for (const tab of root.querySelectorAll<HTMLElement>(".tabs [aria-current]")) {
    const row = tab.closest<HTMLElement>(".tabs");
    if (row === null || row.scrollWidth <= row.clientWidth) continue;
    const off = tab.getBoundingClientRect().left - row.getBoundingClientRect().left;
    row.scrollLeft += off - (row.clientWidth - tab.offsetWidth) / 2;
  }
}
