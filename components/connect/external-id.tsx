import { CopyField } from "@/components/shared/copy-field";
import { texts } from "./texts";

/** What the person writes into their role before it can be assumed. */
export function ExternalId({ value }: { value: string }) {
  return (
    <div className="mt-5">
      <CopyField label={texts.integration.externalId} hint={texts.integration.externalIdHint} value={value} />
    </div>
  );
}
