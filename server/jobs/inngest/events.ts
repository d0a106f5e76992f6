/** One connection is due for a refresh. Event data are ids and numbers, never a credential: the engine stores them. */
export const REFRESH_DUE = "keyhold/refresh.due";
/** Connections became due by a change, so the scan for them should run now. */
export const REFRESH_WANTED = "keyhold/refresh.wanted";
/** A lane of deliveries has one that can be sent. */
export const DELIVERY_QUEUED = "keyhold/delivery.queued";

/** Events in one call. */
const SEND_AT_ONCE = 500;

/** Splits a list into what one call sends. */
export function chunks<T>(list: T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / SEND_AT_ONCE) }, (_, index) =>
    list.slice(index * SEND_AT_ONCE, (index + 1) * SEND_AT_ONCE),
  );
}
