import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NotFoundError, ServiceError } from "@/server/core/errors";
import { ERROR_CODES, ERROR_STATUS } from "@/wire/errors";
import { toErrorBody } from "./errors";

describe("the error body", () => {
  it("has the code, message, invalid fields, page and request ID of a service error", () => {
    const issues = [{ code: "custom", message: "Enter a name.", path: ["name"] }];
    expect(toErrorBody(new ServiceError("invalid_body", "No name.", { issues }), "req_1")).toEqual({
      status: 400,
      body: {
        error: {
          code: "invalid_body",
          message: "No name.",
          errors: issues,
          doc_url: "/docs/errors/invalid_body",
          request_id: "req_1",
        },
      },
    });
  });

  it("prefers the status of the error to the usual status of its code", () => {
    expect(toErrorBody(new ServiceError("unknown_connection", "x"), "r").status).toBe(404);
    expect(toErrorBody(new ServiceError("unknown_connection", "x", { status: 400 }), "r").status).toBe(400);
    expect(toErrorBody(new NotFoundError("connection", "x"), "r").status).toBe(404);
  });

  it.each([new Error("password=hunter2"), "hunter2", null, undefined, { message: "hunter2" }])(
    "says nothing about an unexpected error (%s)",
    (thrown) => {
      const { status, body } = toErrorBody(thrown, "req_1");
      expect(status).toBe(500);
      expect(body.error.code).toBe("server_error");
      expect(JSON.stringify(body)).not.toContain("hunter2");
    },
  );

  it("never contains the cause of a service error", () => {
    const error = new ServiceError("token_err", "The provider refused.", { cause: new Error("hunter2") });
    expect(JSON.stringify(toErrorBody(error, "r"))).not.toContain("hunter2");
  });
});

describe("an error code", () => {
  it.each(ERROR_CODES)("%s has a status and a page", (code) => {
    expect(ERROR_STATUS[code]).toBeGreaterThanOrEqual(400);
    const page = new URL(`../../docs/errors/${code}.md`, import.meta.url);
    expect(existsSync(page)).toBe(true);
    expect(readFileSync(page, "utf8")).toMatch(new RegExp(`^# ${code}\n`));
  });
});
