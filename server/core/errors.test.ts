import { describe, expect, it } from "vitest";
import { message } from "@/wire/messages";
import { refuseFields, ServiceError } from "./errors";

describe("a service error", () => {
  it("made from a message has its English text, and stores its code and parameters", () => {
    const text = message("connect.no_token", { provider: "HubSpot" });
    const error = new ServiceError("token_err", text);
    expect([error.message, error.stored]).toEqual(["HubSpot didn't issue a token. Start again.", text]);
  });

  it("made from a sentence stores only its error code", () => {
    const error = new ServiceError("token_err", "A sentence.");
    expect([error.message, error.stored]).toEqual(["A sentence.", message("connect.failed", { code: "token_err" })]);
  });

  it("names every refused field, and stores the message of the first", () => {
    const problems = [
      { path: ["apiKey"], message: message("field.required") },
      { path: ["region"], message: message("field.choice", { values: "eu, us" }) },
    ];
    expect(() => refuseFields("invalid_connection", problems)).toThrow(
      expect.objectContaining({
        message: "This field is required.",
        stored: message("field.required"),
        issues: [
          { code: "custom", message: "This field is required.", path: ["apiKey"] },
          { code: "custom", message: "Choose one of: eu, us.", path: ["region"] },
        ],
      }),
    );
  });

  it("is not thrown where no field has a problem", () => {
    expect(() => refuseFields("invalid_connection", [])).not.toThrow();
  });
});
