/** The styles that menus, selects and popovers share. */
export const menuPanel = [
  "z-50 overflow-y-auto overflow-x-hidden rounded-lg border bg-popover text-popover-foreground shadow-lg focus-visible:outline-none",
  "data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98 data-[state=open]:duration-100",
  "data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=closed]:duration-75",
].join(" ");

/** One item of a menu. The highlighted item is filled, which replaces the focus ring. */
export const menuItem = [
  "relative flex min-h-8 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1.5 text-sm outline-none",
  "data-[highlighted]:bg-accent data-[highlighted]:text-accent-foreground",
  "data-[disabled]:pointer-events-none data-[disabled]:opacity-50",
  "[&_svg]:pointer-events-none [&_svg]:shrink-0 [&_svg:not([class*='size-'])]:size-4",
].join(" ");
