"use client";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Label } from "@/components/ui/label";
import type { Scope } from "@/wire/api-keys";
import { SCOPE_GROUPS, type ScopeGroup, scopeText, toggleScope } from "./scope-groups";

interface Props {
  value: readonly Scope[];
  onChange: (scopes: Scope[]) => void;
}

/** Checkboxes for single scopes and for groups. */
export function ScopePicker({ value, onChange }: Props) {
  return (
    <div className="grid gap-4">
      {SCOPE_GROUPS.map((group) => (
        <Group key={group.label} group={group} value={value} onChange={onChange} />
      ))}
    </div>
  );
}

function Group({ group: { label, all, scopes }, value, onChange }: Props & { group: ScopeGroup }) {
  const hasAll = all !== null && value.includes(all);
  const hasSome = scopes.some((scope) => value.includes(scope));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      {all && (
        <Choice
          label={`All ${label.toLowerCase()} scopes`}
          name={all}
          checked={hasAll || (hasSome && "indeterminate")}
          onToggle={() => onChange(toggleScope(value, all))}
        />
      )}
      <div className={all ? "grid gap-1.5 pl-6" : "grid gap-1.5"}>
        {scopes.map((scope) => (
          <Choice
            key={scope}
            label={scopeText(scope)}
            name={scope}
            checked={hasAll || value.includes(scope)}
            disabled={hasAll}
            onToggle={() => onChange(toggleScope(value, scope))}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface ChoiceProps {
  label: string;
  /** The scope as the documentation and errors name it. */
  name: string;
  checked: boolean | "indeterminate";
  disabled?: boolean;
  onToggle: () => void;
}

function Choice({ label, name, checked, disabled = false, onToggle }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox id={id} checked={checked} disabled={disabled} onCheckedChange={onToggle} className="mt-0.5" />
      <Label htmlFor={id} className="grid min-w-0 font-normal" title={name}>
        {label}
      </Label>
    </div>
  );
}
