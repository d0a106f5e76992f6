import { describe, expect, it } from "vitest";
import { postAccount } from "./post-account";

const input = { name: "Ada", email: "ada@example.com", password: "correct horse" };
const answering = (status: number, body: string) => async () => new Response(body, { status });

describe("a request about an account", () => {
  it("is done when the server says 201", async () => {
    expect(await postAccount("/api/sign-up", input, answering(201, '{"success":true}'))).toEqual({ isDone: true });
  });

  it("sends what was typed as JSON", async () => {
    const sent: unknown[] = [];
    await postAccount("/api/sign-up", input, async (url, init) => {
      sent.push(url, init?.method, new Headers(init?.headers).get("content-type"), JSON.parse(String(init?.body)));
      return new Response(null, { status: 201 });
    });
    expect(sent).toEqual(["/api/sign-up", "POST", "application/json", input]);
  });

  it("hands on the server's words, for the form and for each field", async () => {
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

  it("says that nothing was changed when the answer makes no sense", async () => {
    const outcome = await postAccount("/api/sign-up", input, answering(502, "<html>bad gateway</html>"));
    expect(outcome).toEqual({
      isDone: false,
      message: "Something broke on our side. Nothing was changed. Try again.",
      problems: [],
    });
  });

  it("says so when the server cannot be reached", async () => {
    const outcome = await postAccount("/api/sign-up", input, () => Promise.reject(new TypeError("fetch failed")));
    expect(outcome).toEqual({
      isDone: false,
      message: "The server did not answer. Check that you are online, then try again.",
      problems: [],
    });
  });
});
