import { FileKey2 } from "lucide-react";
import { type ChangeEvent, type DragEvent, useRef } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTexts } from "./texts-context";

/** A larger file isn't a key or certificate. It is ignored. */
const MAX_FILE_BYTES = 64 * 1024;

interface PemControlProps {
  control: UseFormRegisterReturn & { id: string; readOnly: boolean };
}

/** An input for a key or certificate: pasted, dropped, or read from a file. The file is read in the browser. */
export function PemControl({ control: { ref, ...control } }: PemControlProps) {
  const t = useTexts();
  const area = useRef<HTMLTextAreaElement | null>(null);
  const picker = useRef<HTMLInputElement>(null);

  async function read(file: File | undefined) {
    if (!file || file.size > MAX_FILE_BYTES || !area.current) return;
    // Setting the value this way triggers the form's change handlers, as typing does.
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
    set?.call(area.current, await file.text());
    area.current.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function drop(event: DragEvent) {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void read(event.dataTransfer.files[0]);
  }

  function pick({ target }: ChangeEvent<HTMLInputElement>) {
    void read(target.files?.[0]);
    target.value = "";
  }

  return (
    <div className="flex flex-col items-start gap-2">
      <Textarea
        {...control}
        ref={(element) => {
          area.current = element;
          ref(element);
        }}
        rows={5}
        className="break-all font-mono text-xs leading-5"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder={t("field_pem_placeholder")}
        onDrop={drop}
      />
      <input ref={picker} type="file" className="sr-only" tabIndex={-1} aria-hidden onChange={pick} />
      <Button
        type="button"
        variant="outline"
        size="sm"
        disabled={control.readOnly}
        onClick={() => picker.current?.click()}
      >
        <FileKey2 aria-hidden /> {t("field_choose_file")}
      </Button>
    </div>
  );
}
