-- The deliveries that one function sends: those of an endpoint, or a single one to a connection's own URL.
CREATE INDEX "Delivery_lane_idx" ON "Delivery" ("environmentId", (coalesce("endpointId", id)), "nextAttemptAt") WHERE "nextAttemptAt" IS NOT NULL;
