import { describe, expect, it } from "vitest";
import { webUrl } from "./web-url";

describe("a URL we may be redirected to", () => {
  it.each([
    ["https://as.example/a?b#c", "https://as.example/a?b#c"],
    ["HTTPS://AS.example", "https://as.example/"],
    ["https://as.example:8443/", "https://as.example:8443/"],
    ["http://localhost:3000/lab", "http://localhost:3000/lab"],
    ["http://127.0.0.1/", "http://127.0.0.1/"],
    ["http://127.8.9.10/", "http://127.8.9.10/"],
    ["http://[::1]:3000/", "http://[::1]:3000/"],
  ])("may be https, or http on this machine: %s", (text, href) => {
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
  ])("must not be %j", (text) => expect(() => webUrl(text)).toThrow(TypeError));

  it.each(["https://user@as.example/", "https://user:pass@as.example/", "http://:pass@localhost/"])(
    "must not have a username or password: %s",
    (text) => expect(() => webUrl(text)).toThrow("must not contain a username or password"),
  );

  it("is not quoted in the error, because it may contain a secret", () => {
    expect(() => webUrl("http://as.example/?key=SECRET")).toThrow(/^The URL must begin with https:\/\/$/);
  });
});
