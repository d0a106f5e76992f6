/** Postgres channel that wakes the workers when a refresh is wanted. */
export const REFRESH_CHANNEL = "keyhold_refresh";
/** Postgres channel that notifies waiting readers of a finished refresh. The payload is the connection's internal id. */
export const REFRESHED_CHANNEL = "keyhold_refreshed";
