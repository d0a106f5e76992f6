"use client";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { ApiError } from "./api-error";
import { ExternalId } from "./external-id";
import type { Flow, FormField } from "./fields";
import { FormAlert } from "./form-alert";
import { GuideLink } from "./guide-link";
import { placeError } from "./place-error";
import type { ProblemCode } from "./problems";
import { ProviderField } from "./provider-field";
import { tabStorage } from "./tab-storage";
import type { Names, Texts } from "./texts";
import { useTexts } from "./texts-context";
import { initialValues, keepValues } from "./typed-values";
import { useConnect } from "./use-connect";
import { checkForm, checkValue, cleanValue, type FormValues } from "./validate";

interface ConnectFormProps {
  flow: Flow;
  integrationKey: string;
  names: Names;
  fields: FormField[];
  guide: string | null;
  /** The external ID for the trust policy of the end user's AWS role. Null: no role is used. */
  externalId: string | null;
  onConnected: () => void;
  onEnd: (code: ProblemCode) => void;
}

/** The form that connects an account. It keeps what was typed, whatever the server returns. */
export function ConnectForm({
  flow,
  integrationKey,
  names,
  fields,
  guide,
  externalId,
  onConnected,
  onEnd,
}: ConnectFormProps) {
  const t = useTexts();
  const form = useForm<FormValues>({
    defaultValues: initialValues(fields, integrationKey, tabStorage),
    resolver: (values) => resolve(t, fields, values),
  });
  const connect = useConnect();
  const { errors } = form.formState;
  const refusal = errors.root?.server;
  const isBusy = connect.isPending || connect.data?.kind === "leaving";

  async function send(values: FormValues) {
    if (isBusy) return;
    keepValues(fields, integrationKey, values, tabStorage);
    try {
      const outcome = await connect.mutateAsync({ flow, integrationKey, fields, values });
      if (outcome.kind === "connected") onConnected();
      else window.location.assign(outcome.address);
    } catch (error) {
      refuse(error instanceof ApiError ? error : new ApiError("unknown", "", { cause: error }));
    }
  }

  function refuse(error: ApiError) {
    const placed = placeError(error, fields);
    if (placed.at === "screen") return onEnd(placed.code);
    if (placed.at === "form") return form.setError("root.server", { type: placed.code, message: placed.message });
    for (const [index, [id, message]] of Object.entries(placed.messages).entries()) {
      form.setError(id, { type: "server", message }, { shouldFocus: index === 0 });
    }
  }

  function tidy(field: FormField, typed: string) {
    if (typed.trim() === "") return; // Leaving an empty field isn't an error yet.
    if (!field.isSecret) form.setValue(field.id, cleanValue(field, typed));
    if (checkValue(t, field, typed)) void form.trigger(field.id);
  }

  return (
    <form noValidate onSubmit={form.handleSubmit(send)} className="mt-5 flex flex-1 flex-col" aria-busy={isBusy}>
      <p className="text-muted-foreground text-sm leading-6">{leadOf(t, flow, fields, names.provider)}</p>
      {externalId && <ExternalId value={externalId} />}
      {fields.length > 0 && (
        <div className="mt-5 flex flex-col gap-5">
          {fields.map((field) => (
            <ProviderField
              key={field.id}
              field={field}
              error={errors[field.id]?.message}
              isLocked={isBusy}
              registration={form.register(field.id, { onBlur: (event) => tidy(field, event.target.value) })}
            />
          ))}
        </div>
      )}
      {guide && <GuideLink href={guide}>{t("form_guide", { provider: names.provider })}</GuideLink>}
      <div className="mt-auto pt-6">
        {refusal && <FormAlert code={String(refusal.type)} names={names} said={refusal.message} />}
        {/* Not `disabled`: the button would lose the focus. */}
        <Button type="submit" size="lg" className="w-full aria-disabled:opacity-60" aria-disabled={isBusy}>
          {labelOf(t, flow, names.provider, { busy: isBusy, retry: Boolean(refusal) })}
        </Button>
      </div>
    </form>
  );
}

function leadOf(t: Texts, flow: Flow, fields: readonly FormField[], provider: string): string {
  if (flow.kind === "redirect") return t("form_lead_redirect", { provider });
  return t(fields.length === 0 ? "form_lead_nothing" : "form_lead_fields", { provider });
}

function labelOf(t: Texts, flow: Flow, provider: string, is: { busy: boolean; retry: boolean }): string {
  const isRedirect = flow.kind === "redirect";
  if (is.busy) return t(isRedirect ? "form_leaving" : "form_checking", { provider });
  if (is.retry) return t("try_again");
  return isRedirect ? t("form_continue", { provider }) : t("form_connect");
}

function resolve(t: Texts, fields: FormField[], values: FormValues) {
  const refused = Object.entries(checkForm(t, fields, values));
  if (refused.length === 0) return { values, errors: {} };
  return { values: {}, errors: Object.fromEntries(refused.map(([id, message]) => [id, { type: "check", message }])) };
}
