import { describe, expect, it } from "vitest";
import { postAccount } from "./post-account";

const input = { name: "Ada", email: "ada@example.com", password: "correct horse" };
const answering = (status: number, body: string) => async () => new Response(body, { status });

describe("an account request", () => {
  it("succeeds on status 201", async () => {
    expect(await postAccount("/api/sign-up", input, answering(201, '{"success":true}'))).toEqual({ isDone: true });
  });

  it("sends the input as JSON", async () => {
    const sent: unknown[] = [];
    await postAccount("/api/sign-up", input, async (url, init) => {
      sent.push(url, init?.method, new Headers(init?.headers).get("content-type"), JSON.parse(String(init?.body)));
      return new Response(null, { status: 201 });
    });
    expect(sent).toEqual(["/api/sign-up", "POST", "application/json", input]);
  });

  it("returns the server's messages for the form and for each field", async () => {
    const body = {
      error: {
        code: "conflict",
        message: "Taken.",
        errors: [{ code: "conflict", path: ["email"], message: "Has an account." }],
      },
    };
    expect(await postAccount("/api/sign-up", input, answering(409, JSON.stringify(body)))).toEqual({
      isDone: false,
      message: "Taken.",
      problems: [{ field: "email", message: "Has an account." }],
    });
  });

  it("returns a generic message if the response isn't an error body", async () => {
    const outcome = await postAccount("/api/sign-up", input, answering(502, "<html>bad gateway</html>"));
    expect(outcome).toEqual({
      isDone: false,
      message: "Something went wrong on our side. Try again.",
      problems: [],
    });
  });

  it("reports that the server can't be reached", async () => {
    const outcome = await postAccount("/api/sign-up", input, () => Promise.reject(new TypeError("fetch failed")));
    expect(outcome).toEqual({
      isDone: false,
      message: "The server didn't respond. Check your internet connection, then try again.",
      problems: [],
    });
  });
});
