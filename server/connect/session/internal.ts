import { randomBytes } from "node:crypto";
import type { Ctx } from "@/server/core/ctx";
import { env } from "@/server/core/env";
import { ServiceError } from "@/server/core/errors";
import { newId } from "@/server/core/ids";
import { lookupHash } from "@/server/crypto";
import { db, Prisma } from "@/server/db";
import { SESSION_TOKEN_PREFIX } from "@/wire/auth";
import { SESSION_TTL_SECONDS, type SessionCreated } from "@/wire/connect-sessions";
import { connectPath } from "@/wire/endpoints";
import type { SessionOptions } from "@/wire/verb-input";

/** Returns the session's tags: those derived from end user and organization, overridden by the backend's (wire protocol §2.3). */
function tagsOf({ endUser, organization, tags }: SessionOptions): Record<string, string> {
  const derived = {
    end_user_id: endUser?.id,
    end_user_email: endUser?.email,
    end_user_display_name: endUser?.display_name,
    organization_id: organization?.id,
    organization_display_name: organization?.display_name,
  };
  return Object.fromEntries(
    Object.entries({ ...derived, ...tags }).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

/** Checks that every integration of a session exists. @throws ServiceError `invalid_body` with the path of each that doesn't. */
export async function checkIntegrations(ctx: Ctx, named: { path: string[]; key: string }[]): Promise<void> {
  if (named.length === 0) return;
  const rows = await db().integration.findMany({
    where: { environmentId: ctx.environmentId, uniqueKey: { in: named.map(({ key }) => key) } },
    select: { uniqueKey: true },
  });
  const known = new Set(rows.map(({ uniqueKey }) => uniqueKey));
  const unknown = named.filter(({ key }) => !known.has(key));
  if (unknown.length === 0) return;
  const message = "Integration does not exist"; // the sentence of the wire protocol
  throw new ServiceError("invalid_body", `This environment has no integration "${unknown[0]?.key}".`, {
    issues: unknown.map(({ path }) => ({ code: "custom", message, path })),
  });
}

/** Stores a session and returns its token and link. The database has only a hash of the token. */
export async function storeSession(
  ctx: Ctx,
  input: SessionOptions,
  bound: { allowedIntegrations: string[]; reconnectId: string | null; tags?: Record<string, string> },
): Promise<SessionCreated> {
  const token = SESSION_TOKEN_PREFIX + randomBytes(32).toString("hex");
  const expiresAt = new Date(ctx.now().getTime() + SESSION_TTL_SECONDS * 1000);
  await db().connectSession.create({
    data: {
      id: newId("ses"),
      environmentId: ctx.environmentId,
      tokenHash: await lookupHash("session-token", token),
      tags: { ...bound.tags, ...tagsOf(input) },
      endUser: input.endUser ?? Prisma.DbNull,
      organization: input.organization ?? Prisma.DbNull,
      allowedIntegrations: bound.allowedIntegrations,
      defaults: (input.defaults ?? {}) as Prisma.InputJsonObject,
      overrides: input.overrides ?? {},
      webhookUrlOverride: input.webhookUrlOverride || null,
      returnUrl: input.returnUrl ?? null,
      reconnectId: bound.reconnectId,
      expiresAt,
    },
  });
  const connectLink = env().KEYHOLD_PUBLIC_URL + connectPath({ token });
  return { token, connect_link: connectLink, expires_at: expiresAt.toISOString() };
}
