import { describe, expect, it } from "vitest";
import { TemplateError } from "@/server/protocols/template/parse";
import { toFlowError } from "./errors";

describe("a flow whose request can't be built", () => {
  it.each(["github", "slack", "lab-oauth2"])(
    "is reported as a template error of %s, not as an outage or a server error",
    (slug) => {
      const { code, message, cause } = toFlowError(new TemplateError("No value for {subdomain}"), slug);
      expect(code).toBe("template_err");
      expect(message).toContain("No value for {subdomain}");
      expect(cause).toBeInstanceOf(TemplateError);
    },
  );
});
