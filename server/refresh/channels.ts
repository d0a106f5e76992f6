/** Channel on which workers hear that a renewal is wanted. */
export const REFRESH_CHANNEL = "keyhold_refresh";
/** Channel on which those who wait for a renewal hear that it has ended; the payload is the connection's internal id. */
export const REFRESHED_CHANNEL = "keyhold_refreshed";
