"use client";
import { CircleAlert } from "lucide-react";
import { useId, useState } from "react";
import { SCOPE_PROFILES, type Scope } from "@/wire/api-keys";
import { ScopePicker } from "./scope-picker";

const CUSTOM = { id: "custom", label: "Choose scopes", hint: "Only the scopes this service needs." };

interface Props {
  value: readonly Scope[];
  onChange: (scopes: Scope[]) => void;
  error: string | undefined;
}

/** Chooses the access of a key: a preset, or single scopes. */
export function AccessField({ value, onChange, error }: Props) {
  const errorId = useId();
  const [profile, setProfile] = useState(() => profileOf(value));
  function choose(id: string) {
    setProfile(id);
    const scopes = SCOPE_PROFILES.find((known) => known.id === id)?.scopes;
    if (scopes) onChange(scopes);
    else onChange(value.filter((scope) => scope !== "environment:*"));
  }
  return (
    <fieldset className="grid gap-2" aria-describedby={error && errorId}>
      <legend className="mb-2 font-medium text-sm">Access</legend>
      {[...SCOPE_PROFILES, CUSTOM].map((choice) => (
        <ProfileCard key={choice.id} {...choice} isChosen={choice.id === profile} onChoose={() => choose(choice.id)} />
      ))}
      {profile === CUSTOM.id && (
        <div className="rounded-lg border bg-muted/40 p-4">
          <ScopePicker value={value} onChange={onChange} />
        </div>
      )}
      {error && (
        <p id={errorId} role="alert" className="flex gap-1.5 text-destructive text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
    </fieldset>
  );
}

function profileOf(scopes: readonly Scope[]): string {
  return SCOPE_PROFILES.find((profile) => profile.scopes.join() === scopes.join())?.id ?? CUSTOM.id;
}

interface CardProps {
  id: string;
  label: string;
  hint: string;
  isChosen: boolean;
  onChoose: () => void;
}

function ProfileCard({ id, label, hint, isChosen, onChoose }: CardProps) {
  return (
    <label className="flex cursor-pointer items-start gap-3 rounded-lg border p-3 text-sm transition-colors hover:bg-accent/50 has-checked:border-primary/60 has-checked:bg-primary/5">
      <input
        type="radio"
        name="access"
        value={id}
        checked={isChosen}
        onChange={onChoose}
        className="mt-0.5 size-4 shrink-0 accent-primary"
      />
      <span className="grid min-w-0 gap-0.5">
        <span className="font-medium">{label}</span>
        <span className="text-muted-foreground">{hint}</span>
      </span>
    </label>
  );
}
