import { describe, expect, it } from "vitest";
import type { DeliveryItem } from "@/wire/webhooks";
import { answerWords, deliveryState } from "./delivery-words";

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
  it("waits before its first attempt and is retried after it", () => {
    expect(deliveryState(delivery).word).toBe("Waiting");
    expect(deliveryState({ ...delivery, attempts: 2 }).word).toBe("Retrying");
  });

  it("that was sent before and is sent again says so", () => {
    expect(answerWords({ ...delivery, lastStatus: 500, lastError: "The endpoint returned 500." })).toBe(
      "About to be sent again.",
    );
  });

  it("says what the endpoint returned last, and how often it was tried", () => {
    expect(answerWords({ ...delivery, attempts: 1, lastStatus: 204 })).toBe("Answered 204.");
    expect(answerWords({ ...delivery, attempts: 3, lastStatus: 500, lastError: "The endpoint returned 500." })).toBe(
      "The endpoint returned 500. Tried 3 times.",
    );
  });
});
