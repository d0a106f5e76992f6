import type { AnyCtx } from "@/server/core/ctx";
import type { Permission } from "@/wire/permissions";
import { permit } from "./permit";

/** A verb with its permission. Adapters check the permission before they read the input. */
export interface Permitted {
  readonly permission: Permission;
}

/**
 * Creates a verb that only actors with the permission can call. REST and tRPC read `permission` from it.
 *
 * @throws ServiceError `forbidden`, as a rejected promise.
 */
export function verb<C extends AnyCtx, Rest extends unknown[], R>(
  permission: Permission,
  run: (ctx: C, ...rest: Rest) => Promise<R>,
): ((ctx: C, ...rest: Rest) => Promise<R>) & Permitted {
  const checked = (ctx: C, ...rest: Rest): Promise<R> => {
    try {
      permit(ctx, permission);
    } catch (error) {
      return Promise.reject(error);
    }
    return run(ctx, ...rest);
  };
  return Object.assign(checked, { permission });
}
