"use client";
import { X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useState } from "react";
import { joinScopes, parseScopes } from "./scope-list";

interface Props {
  id?: string;
  /** Scopes separated by commas. */
  value: string;
  onChange: (value: string) => void;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
}

const COMMIT_KEYS = new Set(["Enter", ",", " "]);

/** An input for scopes, shown as chips. Accepts any separator. */
export function ScopesInput({ id, value, onChange, ...aria }: Props) {
  const [draft, setDraft] = useState("");
  const scopes = parseScopes(value);
  const add = (text: string) => {
    setDraft("");
    onChange(joinScopes(parseScopes(`${value},${text}`)));
  };
  const remove = (scope: string) => onChange(joinScopes(scopes.filter((other) => other !== scope)));

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const last = scopes.at(-1);
    if (COMMIT_KEYS.has(event.key) && draft.trim() !== "") {
      event.preventDefault();
      add(draft);
    } else if (event.key === "Backspace" && draft === "" && last !== undefined) {
      remove(last);
    }
  }

  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    event.preventDefault();
    add(draft + event.clipboardData.getData("text"));
  }

  return (
    <div className="flex min-h-9 flex-wrap items-center gap-1.5 rounded-md border border-input bg-field px-2 py-1.5 focus-within:border-ring focus-within:outline-2 focus-within:outline-ring">
      {scopes.map((scope) => (
        <span
          key={scope}
          className="inline-flex max-w-full items-center gap-1 rounded bg-secondary py-0.5 pr-1 pl-2 font-mono text-xs"
        >
          <span className="truncate">{scope}</span>
          <button
            type="button"
            aria-label={`Remove ${scope}`}
            onClick={() => remove(scope)}
            className="rounded p-0.5 text-muted-foreground outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      ))}
      <input
        id={id}
        {...aria}
        value={draft}
        spellCheck={false}
        autoCapitalize="off"
        placeholder={scopes.length === 0 ? "read write" : ""}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => draft.trim() !== "" && add(draft)}
        className="min-w-24 flex-1 bg-transparent font-mono text-sm outline-none placeholder:text-muted-foreground"
      />
    </div>
  );
}
