"use client";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTheme } from "next-themes";
import { Toaster as Sonner, type ToasterProps } from "sonner";

const ICONS = {
  success: <CircleCheck aria-hidden className="size-4 text-success" />,
  error: <CircleAlert aria-hidden className="size-4 text-destructive" />,
  warning: <TriangleAlert aria-hidden className="size-4 text-warning" />,
  info: <Info aria-hidden className="size-4 text-primary" />,
};

/** Shows toasts, and announces them to screen readers. Send them with `toast` of sonner. */
export function Toaster(props: ToasterProps) {
  const { theme } = useTheme();
  return (
    <Sonner
      theme={theme === "light" || theme === "dark" ? theme : "system"}
      position="bottom-right"
      icons={ICONS}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start font-sans gap-2.5 rounded-lg border bg-popover p-3 text-popover-foreground text-sm shadow-lg sm:w-90",
          icon: "mt-0.5 shrink-0",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "text-muted-foreground",
          actionButton: "shrink-0 rounded-sm font-medium text-primary underline-offset-4 hover:underline",
        },
      }}
      {...props}
    />
  );
}
