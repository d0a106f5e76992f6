/** The backdrop behind dialogs and sheets. */
export const overlay = [
  "fixed inset-0 z-50 bg-black/40 dark:bg-black/60",
  "data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:duration-150",
  "data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=closed]:duration-100",
].join(" ");

/** The frame of a dialog: centered, never taller than the window. */
export const dialogFrame = [
  "fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2",
  "gap-5 overflow-y-auto rounded-xl border bg-popover p-6 text-popover-foreground shadow-xl focus-visible:outline-none",
  "data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98 data-[state=open]:duration-150",
  "data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=closed]:duration-100",
].join(" ");
