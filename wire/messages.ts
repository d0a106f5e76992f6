import { z } from "zod";

const none = z.object({});
/** Display name of a provider, such as "HubSpot". */
const provider = z.string();
/** Unique key of an integration. */
const integration = z.string();
/** The provider's error message, from `quote`. Absent: the provider sent none. */
const said = z.string().optional();
const ofProvider = z.object({ provider });
const ofProviderSaid = z.object({ provider, said });
const ofIntegration = z.object({ integration });

/** Every message that Keyhold stores or sends as a code, with the parameters of its text. */
const PLAIN = {
  // General
  /** A stored message that this version cannot read. */
  "common.unreadable": none,
  /** A sentence stored before messages had codes. */
  "common.legacy": z.object({ text: z.string() }),
  /** Quotes a provider's error message inside another text. */
  "common.said": z.object({ said: z.string() }),

  // Why a connection is not healthy
  "health.refresh_token_rejected": ofProviderSaid,
  "health.credentials_rejected": ofProviderSaid,
  "health.provider_unavailable": ofProvider,
  "health.provider_still_unavailable": ofProvider,
  "health.rate_limited": ofProvider,
  "health.no_token": ofProviderSaid,
  "health.scope_missing": ofProviderSaid,
  "health.client_rejected": ofProviderSaid,
  /** `problem` is what is wrong with the template, for a developer. */
  "health.template_failed": z.object({ provider, problem: z.string() }),
  "health.token_host_moved": ofProvider,
  "health.scheme_changed": ofProvider,
  "health.approval_pending": none,
  "health.failed": ofProvider,

  // What to do about it
  "next_step.reconnect": none,
  "next_step.reconnect_before": none,
  "next_step.retried": none,
  "next_step.probed": none,
  "next_step.check_scopes": none,
  "next_step.check_configuration": none,
  "next_step.fix_client": none,
  "next_step.await_approval": none,

  // Why a connection will stop working
  "ends.stated": ofProvider,
  "ends.test_mode": ofProvider,
  "ends.absolute": ofProvider,
  "ends.idle": ofProvider,
  "ends.no_refresh_token": ofProvider,
  "ends.client_registration": ofProvider,
  "ends.certificate": none,

  // Operations on a connection
  "refresh.succeeded": none,
  "refresh.recovered": none,
  "refresh.installed": none,
  "refresh.not_installed": none,
  "refresh.late_reply": none,
  "connection.imported": ofProvider,
  "connection.replaced": ofProvider,
  "connection.deleted_revoked": ofProviderSaid,
  "connection.deleted_unsupported": ofProviderSaid,
  "connection.deleted_refused": ofProviderSaid,
  "connection.deleted_unavailable": ofProviderSaid,
  "connection.deleted_unbuildable": ofProviderSaid,
  "connection.deleted_none": ofProviderSaid,

  // Steps of an operation
  "step.answered": z.object({ method: z.string(), url: z.string(), status: z.int(), tookMs: z.number() }),
  "step.unanswered": z.object({ method: z.string(), url: z.string(), tookMs: z.number() }),

  // Connecting
  "connect.connected": ofProvider,
  "connect.reconnected": ofProvider,
  "connect.approval_requested": ofProvider,
  /** A failure without a message code of its own. */
  "connect.failed": z.object({ code: z.string() }),
  "connect.unexpected": none,
  "connect.link_used": none,
  "connect.state_unknown": none,
  "connect.other_browser": none,
  "connect.access_denied": none,
  "connect.provider_error": z.object({ error: z.string(), said }),
  "connect.callback_malformed": ofProvider,
  "connect.callback_issuer": ofProvider,
  "connect.client_rejected": ofProviderSaid,
  "connect.client_missing": ofIntegration,
  "connect.consumer_key_missing": ofIntegration,
  "connect.aws_keys_missing": ofProvider,
  "connect.app_key_unusable": ofIntegration,
  "connect.registration_unsupported": ofProvider,
  "connect.server_unusable": z.object({ provider, problem: z.string() }),
  "connect.no_token": ofProviderSaid,
  "connect.provider_unavailable": ofProviderSaid,
  "connect.check_unavailable": ofProviderSaid,
  "connect.credentials_rejected": ofProviderSaid,
  "connect.credentials_rejected_status": z.object({ provider, status: z.int() }),
  "connect.characters_refused": none,
  "connect.value_missing": z.object({ provider, name: z.string(), said }),
  /** `problem` is what is wrong with the template, for a developer. */
  "connect.template_failed": z.object({ provider, problem: z.string() }),
  "connect.value_unusable": z.object({ provider, name: z.string() }),
  "connect.installation_taken": ofProvider,
  "connect.installation_missing": ofProvider,
  "connect.installation_not_yours": ofProvider,
  "connect.approval_first": ofProvider,

  // A field of a form
  "field.required": none,
  "field.too_long": none,
  "field.characters_refused": none,
  "field.not_latin": none,
  "field.mismatch": none,
  "field.mismatch_example": z.object({ example: z.string() }),
  "field.separator_missing": z.object({ separator: z.string() }),
  "field.unknown": z.object({ provider, name: z.string() }),
  "field.label": none,
  "field.hostname": none,
  "field.url": none,
  "field.digits": none,
  "field.uuid": none,
  "field.email": none,
  "field.choice": z.object({ values: z.string() }),

  // A private key or certificate
  "key.no_frame": none,
  "key.locked": none,
  "key.not_private_key": none,
  "key.certificate_not_pem": none,
  "key.certificate_mismatch": none,
  "key.certificate_expired": z.object({ expiredAt: z.iso.datetime() }),
  "key.thumbprint": none,
  "key.not_p256": none,
  "key.not_ed25519": none,
  "key.not_rsa": z.object({ algorithm: z.string() }),
  "key.rsa_too_short": z.object({ algorithm: z.string(), bits: z.int() }),
  "key.shared_secret": none,

  // Deliveries of webhooks
  "delivery.status": z.object({ status: z.int() }),
  "delivery.unreachable": z.object({ host: z.string() }),
  "delivery.timeout": z.object({ host: z.string() }),
  "delivery.blocked": z.object({ host: z.string() }),
  "delivery.bad_url": z.object({ host: z.string() }),
  "delivery.too_large": z.object({ host: z.string() }),

  // Mails
  "mail.reset_subject": none,
  "mail.reset_text": z.object({ name: z.string(), link: z.string() }),
};

type Table = Record<string, z.ZodObject>;
type In<T extends Table> = { [Code in keyof T]: { code: Code; params: z.output<T[Code]> } }[keyof T];

function unionOf<T extends Table>(table: T): z.ZodType<In<T>> {
  const [first, ...others] = Object.entries(table).map(([code, params]) => z.object({ code: z.literal(code), params }));
  if (!first) throw new TypeError("A table of messages must not be empty");
  return z.discriminatedUnion("code", [first, ...others]) as unknown as z.ZodType<In<T>>;
}

/**
 * Every message by its code. A parameter whose name ends in `At` is an ISO time. Stored messages keep their meaning: new
 * parameters are optional, and a new meaning gets a new code.
 */
export const MESSAGES = {
  ...PLAIN,
  /** An earlier refresh was cut off. `reason` is the provider's current response. */
  "health.interrupted": z.object({ reason: unionOf(PLAIN), interruptedAt: z.iso.datetime() }),
};

/** A message as it is stored: `{code, params}`. `messages/` renders it as a sentence. */
export const Message = unionOf(MESSAGES);
export type Message = In<typeof MESSAGES>;
export type MessageCode = Message["code"];
/** A message without another message in its parameters. */
export type PlainMessage = In<typeof PLAIN>;
/** What to do about a connection that is not healthy. These codes take no parameters and are stored alone. */
export type NextStep = Extract<MessageCode, `next_step.${string}`>;

type ParamsOf<Code extends MessageCode> = Extract<Message, { code: Code }>["params"];
type Given<Code extends MessageCode> = Record<string, never> extends ParamsOf<Code> ? [] : [params: ParamsOf<Code>];

/** Returns a message with its code and parameters. */
export function message<Code extends MessageCode>(code: Code, ...[params]: Given<Code>) {
  return { code, params: params ?? {} } as Extract<Message, { code: Code }>;
}

const MAX_SAID = 300;

/**
 * Returns the provider's error message as the parameter `said`: one line of plain text, at most 300 characters. `{}` when
 * there is none. Control characters and lone surrogates are removed, because Postgres can't store them as JSON.
 */
export function quote(text: string | null | undefined): { said?: string } {
  const line = (text ?? "")
    .replace(/[\s\p{Cc}\p{Cs}]+/gu, " ")
    .trim()
    .replace(/\.+$/, "");
  if (line === "") return {};
  const characters = Array.from(line);
  return { said: characters.length > MAX_SAID ? `${characters.slice(0, MAX_SAID - 1).join("")}…` : line };
}
