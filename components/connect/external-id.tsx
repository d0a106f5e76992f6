import { CopyField } from "@/components/shared/copy-field";
import { useTexts } from "./texts-context";

/** What the end user enters in the trust policy of their role. */
export function ExternalId({ value }: { value: string }) {
  const t = useTexts();
  return (
    <div className="mt-5">
      <CopyField label={t("external_id")} hint={t("external_id_hint")} value={value} />
    </div>
  );
}
