import { describe, expect, it } from "vitest";
import type { DeliveryItem } from "@/wire/webhooks";
import { deliveryState, responseLabel } from "./delivery-labels";

const delivery: DeliveryItem = {
  id: "dlv_1",
  eventType: "test",
  url: "https://example.com",
  status: "pending",
  attempts: 0,
  lastStatus: null,
  lastError: null,
  nextAttemptAt: null,
  createdAt: new Date(0),
  deliveredAt: null,
  payload: {},
};

describe("a delivery", () => {
  it("is “Waiting” before its first attempt and “Retrying” after it", () => {
    expect(deliveryState(delivery).word).toBe("Waiting");
    expect(deliveryState({ ...delivery, attempts: 2 }).word).toBe("Retrying");
  });

  it("is announced when it is about to be sent again", () => {
    expect(responseLabel({ ...delivery, lastStatus: 500, lastError: "The endpoint returned 500." })).toBe(
      "Sending again soon.",
    );
  });

  it("shows the last response and the number of attempts", () => {
    expect(responseLabel({ ...delivery, attempts: 1, lastStatus: 204 })).toBe("The endpoint returned 204.");
    expect(responseLabel({ ...delivery, attempts: 3, lastStatus: 500, lastError: "The endpoint returned 500." })).toBe(
      "The endpoint returned 500. 3 attempts.",
    );
  });
});
