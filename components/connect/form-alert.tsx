import { CircleAlert } from "lucide-react";
import { describeProblem } from "./problems";
import type { Names } from "./texts";
import { useTexts } from "./texts-context";

interface FormAlertProps {
  code: string;
  names: Names;
  /** The server's error message. Shown as plain text, instead of the general text of the code. */
  said?: string;
}

/** The error of the whole form, shown above the button. */
export function FormAlert({ code, names, said }: FormAlertProps) {
  const t = useTexts();
  const problem = describeProblem(t, code, names);
  return (
    <div
      role="alert"
      className="mb-4 flex gap-2.5 rounded-lg border border-destructive/40 bg-destructive/5 px-3 py-2.5 text-sm leading-5"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-destructive" />
      <div className="min-w-0 break-words">
        <p className="font-medium">{problem.title}</p>
        <p className="mt-0.5 text-muted-foreground">{said || `${problem.what} ${problem.next}`}</p>
      </div>
    </div>
  );
}
