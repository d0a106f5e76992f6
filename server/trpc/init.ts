import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { z } from "zod";
import { permit } from "@/server/access/permit";
import type { Permitted } from "@/server/access/verb";
import { ServiceError } from "@/server/core/errors";
import { log } from "@/server/core/log";
import { resolveEnvironment } from "@/server/environments/list";
import type { ErrorCode } from "@/wire/errors";

/** The signed-in user and the environment of a dashboard call. */
export interface TrpcContext {
  userId: string | null;
  environmentName: string | null;
}

const TRPC_CODES: Partial<Record<ErrorCode, TRPCError["code"]>> = {
  not_found: "NOT_FOUND",
  unknown_connection: "NOT_FOUND",
  unknown_provider_config: "NOT_FOUND",
  forbidden: "FORBIDDEN",
  conflict: "CONFLICT",
  unauthenticated: "UNAUTHORIZED",
  provider_unavailable: "BAD_GATEWAY",
  refresh_pending: "SERVICE_UNAVAILABLE",
};

const t = initTRPC
  .context<TrpcContext>()
  .meta<Permitted>()
  .create({
    transformer: superjson,
    errorFormatter({ shape, error }) {
      const { cause } = error;
      if (cause instanceof ServiceError)
        return { ...shape, data: { ...shape.data, code: cause.code, issues: cause.issues ?? [], stack: undefined } };
      const issues =
        cause instanceof z.ZodError
          ? cause.issues.map(({ message, path }) => ({ message, path: path.map(String) }))
          : [];
      const message =
        error.code === "INTERNAL_SERVER_ERROR" ? "Something went wrong on our side. Try again." : shape.message;
      return { ...shape, message: issues[0]?.message ?? message, data: { ...shape.data, issues, stack: undefined } };
    },
  });

export const { router, createCallerFactory } = t;

/** Turns each ServiceError into a TRPCError, and logs other errors. */
const errors = t.middleware(async ({ next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof ServiceError) {
    throw new TRPCError({ code: TRPC_CODES[cause.code] ?? "BAD_REQUEST", message: cause.message, cause });
  }
  if (result.error.code === "INTERNAL_SERVER_ERROR") log().error({ err: cause, path }, "dashboard call failed");
  return result;
});

/** A procedure that requires a signed-in user and one of their environments. */
const environmentProcedure = t.procedure.use(errors).use(async ({ ctx, next }) => {
  const { userId, environmentName } = ctx;
  if (!userId) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in first." });
  const service = environmentName ? await resolveEnvironment(userId, environmentName) : null;
  if (!service) throw new TRPCError({ code: "NOT_FOUND", message: "This environment doesn't exist." });
  return next({ ctx: { service } });
});

/** Returns a procedure for one verb. Callers without the verb's permission are rejected before the input is read. */
export function procedure({ permission }: Permitted) {
  return environmentProcedure.meta({ permission }).use(({ ctx, next }) => {
    permit(ctx.service, permission);
    return next();
  });
}
