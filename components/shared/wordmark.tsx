import { cn } from "@/lib/utils";

/** The logo: a key in a bracket. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg
      data-slot="mark"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.25"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={cn("size-6 shrink-0", className)}
    >
      <path d="M8.5 3.5H5A1.5 1.5 0 0 0 3.5 5v14A1.5 1.5 0 0 0 5 20.5h3.5" />
      <circle cx="11" cy="12" r="3.25" />
      <path d="M14.25 12h7.25v3.5M18 12v2.5" />
    </svg>
  );
}

/** The logo and the name. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span
      data-slot="wordmark"
      className={cn("inline-flex items-center gap-2 font-semibold text-base tracking-tight", className)}
    >
      <Mark className="text-primary" />
      Keyhold
    </span>
  );
}
