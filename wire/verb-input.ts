/**
 * The requests of the public API as verbs take them: camelCase, one name for one thing. Adapters convert; only they and this
 * folder know the wire protocol's names. Values that are stored as they came (end user, defaults, client, credentials) keep theirs.
 */
import type {
  CreateSessionInput,
  EndUser,
  IntegrationDefaults,
  Organization,
  ReconnectSessionInput,
} from "./connect-sessions";
import type { ConnectionRef, GetConnectionQuery, Tags } from "./connections";
import type { ImportConnectionInput } from "./import-connection";
import type { ClientChanges, ClientCredentials, CreateIntegrationInput, UpdateIntegrationInput } from "./integrations";

/** What every connect session can carry. */
export interface SessionOptions {
  endUser?: EndUser | undefined;
  organization?: Organization | undefined;
  tags?: Tags | undefined;
  /** By integration key. */
  defaults?: Record<string, IntegrationDefaults> | undefined;
  /** By integration key. */
  overrides?: CreateSessionInput["overrides"];
  webhookUrlOverride?: string | undefined;
  returnUrl?: string | undefined;
}

export interface NewSession extends SessionOptions {
  /** Empty or absent: all integrations. */
  allowedIntegrations?: string[] | undefined;
}

export interface NewReconnectSession extends SessionOptions, ConnectionRef {}

function toSessionOptions(body: CreateSessionInput | ReconnectSessionInput): SessionOptions {
  return {
    endUser: body.end_user,
    organization: body.organization,
    tags: body.tags,
    defaults: body.integrations_config_defaults,
    overrides: body.overrides,
    webhookUrlOverride: body.webhook_url_override,
    returnUrl: body.return_url,
  };
}

export function toNewSession(body: CreateSessionInput): NewSession {
  return { ...toSessionOptions(body), allowedIntegrations: body.allowed_integrations };
}

export function toNewReconnectSession(body: ReconnectSessionInput): NewReconnectSession {
  const { connection_id: connectionId, integration_id: providerConfigKey } = body;
  return { ...toSessionOptions(body), connectionId, providerConfigKey };
}

export interface ReadConnection extends ConnectionRef {
  withRefreshToken?: boolean | undefined;
  /** Adds a JWT that authenticates as the app itself, for app installations. */
  withAppProof?: boolean | undefined;
}

export function toReadConnection(connectionId: string, query: GetConnectionQuery): ReadConnection {
  return {
    connectionId,
    providerConfigKey: query.provider_config_key,
    withRefreshToken: query.refresh_token,
    withAppProof: query.refresh_github_app_jwt_token,
  };
}

export interface ImportedConnection {
  providerConfigKey: string;
  credentials: ImportConnectionInput["credentials"];
  /** Absent: a new id. */
  connectionId?: string | undefined;
  connectionConfig?: Record<string, unknown> | undefined;
  metadata?: Record<string, unknown> | undefined;
  webhookUrlOverride?: string | undefined;
  endUser?: EndUser | undefined;
  tags?: Tags | undefined;
}

export function toImportedConnection(body: ImportConnectionInput): ImportedConnection {
  return {
    providerConfigKey: body.provider_config_key,
    credentials: body.credentials,
    connectionId: body.connection_id,
    connectionConfig: body.connection_config,
    metadata: body.metadata,
    webhookUrlOverride: body.webhook_url_override,
    endUser: body.end_user,
    tags: body.tags,
  };
}

interface IntegrationOptions {
  displayName?: string | undefined;
  forwardWebhooks?: boolean | undefined;
  isTestMode?: boolean | undefined;
  /** Values of the provider's own fields. */
  config?: Record<string, string> | undefined;
  custom?: Record<string, string> | undefined;
}

export interface NewIntegration extends IntegrationOptions {
  provider: string;
  uniqueKey: string;
  credentials?: ClientCredentials | undefined;
  /** Absent: a new one. */
  callbackId?: string | undefined;
}

export interface IntegrationChanges extends IntegrationOptions {
  uniqueKey?: string | undefined;
  credentials?: ClientChanges | undefined;
}

function toIntegrationOptions(body: CreateIntegrationInput | UpdateIntegrationInput): IntegrationOptions {
  return {
    displayName: body.display_name,
    forwardWebhooks: body.forward_webhooks,
    isTestMode: body.test_mode,
    config: body.integration_config,
    custom: body.custom,
  };
}

export function toNewIntegration(body: CreateIntegrationInput): NewIntegration {
  const { provider, unique_key: uniqueKey, credentials, callback_id: callbackId } = body;
  return { ...toIntegrationOptions(body), provider, uniqueKey, credentials, callbackId };
}

export function toIntegrationChanges(body: UpdateIntegrationInput): IntegrationChanges {
  return { ...toIntegrationOptions(body), uniqueKey: body.unique_key, credentials: body.credentials };
}
