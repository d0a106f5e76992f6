import { CopyField } from "@/components/shared/copy-field";
import { useTexts } from "./texts-context";

/** The external ID for the trust policy of the end user's AWS role, with a copy button. */
export function ExternalId({ value }: { value: string }) {
  const t = useTexts();
  return (
    <div className="mt-5">
      <CopyField label={t("external_id")} hint={t("external_id_hint")} value={value} />
    </div>
  );
}
