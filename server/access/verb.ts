import type { AnyCtx } from "@/server/core/ctx";
import type { Permission } from "@/wire/permissions";
import { permit } from "./permit";

/** Whatever names a permission: a verb, for the adapters that check it before they read the input. */
export interface Permitted {
  readonly permission: Permission;
}

/**
 * A verb that only actors with the permission can call. REST and tRPC read `permission` from it, so it is named once.
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
