import type { KeyboardEvent } from "react";

/** Counts the links in the first row of a grid. */
function columnsOf(links: HTMLElement[]): number {
  const top = links[0]?.getBoundingClientRect().top;
  const second = links.findIndex((link) => link.getBoundingClientRect().top !== top);
  return second < 0 ? links.length : second;
}

/** Moves the focus between the links of a grid with the arrow keys, by its current rows and columns. */
export function gridStep(event: KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll("a")];
  const current = links.indexOf(document.activeElement as HTMLAnchorElement);
  const columns = columnsOf(links);
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
  const step = steps[event.key];
  if (step === undefined || current < 0) return;
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, current + step))]?.focus();
}
