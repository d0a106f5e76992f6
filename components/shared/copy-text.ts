/** Puts a text on the clipboard. @returns false when the browser does not allow it: the person must copy by hand. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Plain http on another host than localhost has no clipboard API; this old way still works there. */
function copyBySelection(text: string): boolean {
  const box = document.createElement("textarea");
  box.value = text;
  box.readOnly = true;
  box.className = "fixed top-0 opacity-0";
  const focused = document.activeElement;
  (focused?.closest("[role=dialog]") ?? document.body).append(box); // a dialog holds the focus inside itself
  box.select();
  const isCopied = document.execCommand("copy");
  box.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
