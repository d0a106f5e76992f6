import type { KeyboardEvent } from "react";

/** How many links stand in the first row of a grid. */
function columnsOf(links: HTMLElement[]): number {
  const top = links[0]?.getBoundingClientRect().top;
  const second = links.findIndex((link) => link.getBoundingClientRect().top !== top);
  return second < 0 ? links.length : second;
}

/** Moves the focus among the links of a grid by the arrow keys, as its rows and columns are laid out now. */
export function gridStep(event: KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll("a")];
  const here = links.indexOf(document.activeElement as HTMLAnchorElement);
  const columns = columnsOf(links);
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
  const step = steps[event.key];
  if (step === undefined || here < 0) return;
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, here + step))]?.focus();
}
