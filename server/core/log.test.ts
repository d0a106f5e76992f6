import { describe, expect, it } from "vitest";
import { createLog, SECRET_FIELDS } from "./log";

const CANARY = "canary-7f3a";

/** A logger that keeps its lines. */
function listening(level = "trace") {
  const lines: string[] = [];
  return { lines, log: createLog(level, { write: (line: string) => void lines.push(line) }) };
}

describe("a secret in a log line", () => {
  const NAMES = [
    ...["authorization", "cookie", "set-cookie", "password", "secret", "token", "access_token", "refresh_token"],
    ...["id_token", "client_secret", "code", "code_verifier", "state", "apiKey", "credentials"],
    ...["accessToken", "refreshToken", "clientSecret", "codeVerifier"],
  ];

  it("is covered under every name we use for secrets", () => {
    expect([...SECRET_FIELDS].sort()).toEqual([...NAMES].sort());
  });

  it.each(NAMES)("named %s is redacted at every depth we log", (name) => {
    const secret = { [name]: CANARY, kept: 1 };
    const { log, lines } = listening();
    log.info(secret, "flat");
    log.warn({ a: secret }, "one deep");
    log.error({ a: { b: secret } }, "two deep");
    log.info({ list: [secret, secret] }, "in a list");
    log.child(secret).info("of a child");
    log.info({ [name]: { inner: CANARY, list: [CANARY] } }, "with more inside");
    expect(lines).toHaveLength(6);
    expect(lines.join("")).not.toContain(CANARY);
    const [flat, , deep] = lines.map((line) => JSON.parse(line));
    expect(flat).toEqual({
      level: 30,
      time: expect.stringMatching(/Z$/),
      [name]: "[redacted]",
      kept: 1,
      msg: "flat",
    });
    expect(deep.a).toEqual({ b: { [name]: "[redacted]", kept: 1 } });
  });

  it.each(NAMES)("named %s is redacted in an error", (name) => {
    const { log, lines } = listening();
    const error = Object.assign(new Error("boom"), { [name]: CANARY, response: { [name]: CANARY } });
    log.error({ err: error }, "failed");
    log.error(error);
    log.error({ err: new Error("outer", { cause: error }) }, "failed");
    expect(lines).toHaveLength(3);
    expect(lines.join("")).not.toContain(CANARY);
    expect(JSON.parse(lines[0] ?? "").err).toMatchObject({ message: "boom", [name]: "[redacted]" });
  });
});

describe("a log line", () => {
  it("is one line of JSON with level and time, without host or process", () => {
    const { log, lines } = listening();
    log.info({ requestId: "req_1" }, "two\nlines \u001b[2J");
    expect(lines.join("").split("\n")).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? "")).toEqual({
      level: 30,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      requestId: "req_1",
      msg: "two\nlines \u001b[2J",
    });
    expect(lines.join("")).not.toContain("\u001b");
  });

  it.each([
    ["silent", 0],
    ["error", 1],
    ["info", 2],
  ])("below the level %s is not written", (level, count) => {
    const { log, lines } = listening(level);
    log.debug("a");
    log.info("b");
    log.error("c");
    expect(lines).toHaveLength(count);
  });
});
