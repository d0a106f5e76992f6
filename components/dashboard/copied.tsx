import { CopyButton } from "@/components/shared/copy-button";

interface Props {
  value: string;
  /** What is copied, such as "Copy connection ID". */
  label: string;
}

/** A value with a copy button. */
export function Copied({ value, label }: Props) {
  return (
    <span className="flex min-w-0 items-start gap-1">
      <code className="min-w-0 break-all font-mono text-xs leading-5">{value}</code>
      <CopyButton value={value} label={label} className="-my-1" />
    </span>
  );
}
