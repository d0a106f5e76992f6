/** One connection is due for a refresh. Event data is stored by Inngest, so it contains IDs and numbers, never credentials. */
export const REFRESH_DUE = "keyhold/refresh.due";
/** A change made connections due, so the scan should run now. */
export const REFRESH_WANTED = "keyhold/refresh.wanted";
/** A lane has a delivery to send. */
export const DELIVERY_QUEUED = "keyhold/delivery.queued";

/** Maximum events in one call. */
const SEND_AT_ONCE = 500;

/** Splits a list into parts that one call can send. */
export function chunks<T>(list: T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / SEND_AT_ONCE) }, (_, index) =>
    list.slice(index * SEND_AT_ONCE, (index + 1) * SEND_AT_ONCE),
  );
}
