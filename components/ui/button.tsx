import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

const buttonVariants = cva(
  [
    "relative inline-flex shrink-0 items-center justify-center gap-2 overflow-hidden whitespace-nowrap rounded-md border border-transparent",
    "font-medium text-sm transition-colors select-none",
    "disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-default",
    "[&_svg]:pointer-events-none [&_svg]:shrink-0 [&_svg:not([class*='size-'])]:size-4",
  ],
  {
    variants: {
      variant: {
        default: "bg-primary text-primary-foreground hover:bg-primary-hover",
        secondary: "bg-secondary text-secondary-foreground hover:bg-accent",
        outline: "border-border bg-card text-foreground shadow-xs hover:bg-accent dark:shadow-none",
        ghost: "hover:bg-accent hover:text-accent-foreground",
        link: "h-auto border-0 px-0 text-primary underline-offset-4 hover:underline",
        destructive: "bg-destructive text-destructive-foreground hover:bg-destructive-hover",
      },
      size: {
        default: "h-9 px-4 has-[>svg:first-child]:pl-3 has-[>svg:last-child]:pr-3",
        sm: "h-8 gap-1.5 px-3 text-xs has-[>svg:first-child]:pl-2.5 has-[>svg:last-child]:pr-2.5 [&_svg:not([class*='size-'])]:size-3.5",
        lg: "h-11 px-6 text-base",
        icon: "size-9",
        "icon-sm": "size-7",
      },
    },
    defaultVariants: { variant: "default", size: "default" },
  },
);

interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonVariants> {
  /** Applies the style to its only child, such as a link. */
  asChild?: boolean;
  /** The action is running: clicks do nothing, the focus stays, and a progress bar runs along the bottom. */
  pending?: boolean;
}

/** A button. In a form it submits, as in HTML, unless `type="button"`. */
export function Button({ className, variant, size, asChild = false, pending = false, ...props }: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), pending && "cursor-progress", className);
  if (asChild) return <Slot.Root data-slot="button" className={classes} {...props} />;
  const { children, onClick, ...rest } = props;
  return (
    <button
      data-slot="button"
      className={classes}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {children}
      {pending && <PendingBar />}
    </button>
  );
}

function PendingBar() {
  return (
    <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden">
      <span className="block h-full w-1/3 bg-current opacity-70 motion-safe:animate-pending motion-reduce:w-full" />
    </span>
  );
}
