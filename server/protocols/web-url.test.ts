import { describe, expect, it } from "vitest";
import { webUrl } from "./web-url";

describe("an address we may be sent to", () => {
  it.each([
    ["https://as.example/a?b#c", "https://as.example/a?b#c"],
    ["HTTPS://AS.example", "https://as.example/"],
    ["https://as.example:8443/", "https://as.example:8443/"],
    ["http://localhost:3000/lab", "http://localhost:3000/lab"],
    ["http://127.0.0.1/", "http://127.0.0.1/"],
    ["http://127.8.9.10/", "http://127.8.9.10/"],
    ["http://[::1]:3000/", "http://[::1]:3000/"],
  ])("is https, or http on this machine: %s", (text, href) => {
    expect(webUrl(text).href).toBe(href);
  });

  it.each([
    "http://as.example/",
    "http://10.0.0.1/",
    "http://0.0.0.0/",
    "http://localhost.evil.example/",
    "http://evil-localhost/",
    "http://127.0.0.1.evil.example/",
    "http://[::2]/",
    "ws://localhost/",
    "ftp://as.example/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "blob:https://as.example/1",
    "https:",
    "as.example",
    "//as.example",
    "/path",
    "",
  ])("is no other: %j", (text) => expect(() => webUrl(text)).toThrow(TypeError));

  it.each(["https://user@as.example/", "https://user:pass@as.example/", "http://:pass@localhost/"])(
    "holds no user name or password: %s",
    (text) => expect(() => webUrl(text)).toThrow("must not hold a user name or password"),
  );

  it("is not repeated when it is refused: it may hold a secret", () => {
    expect(() => webUrl("http://as.example/?key=SECRET")).toThrow(/^The address must begin with https:\/\/$/);
  });
});
