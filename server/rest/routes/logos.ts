import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { logoSvg } from "@/providers/logo";
import { NotFoundError } from "@/server/core/errors";
import { AnyQuery } from "@/wire/common";
import { ENDPOINTS } from "@/wire/endpoints";
import { LogoPath } from "@/wire/providers";
import { openToAll } from "../auth";
import { commonErrors } from "../responses";
import { restRouter } from "../router";

const DAY_SECONDS = 86_400;

const logo = createRoute({
  method: "get",
  path: `${ENDPOINTS.logos}/{file}`,
  operationId: "providerLogo",
  tags: ["Providers"],
  summary: "Get a provider's logo",
  middleware: openToAll("logos are shown to end users"),
  request: {
    params: LogoPath,
    query: AnyQuery,
  },
  responses: {
    200: { description: "The logo.", content: { "image/svg+xml": { schema: z.string().describe("SVG.") } } },
    ...commonErrors,
  },
});

/** Logos of providers. The content security policy stops scripts in an SVG that is opened as a page. */
export const logos = restRouter().openapi(logo, (c) => {
  const { file } = c.req.valid("param");
  const [, slug] = /^([a-zA-Z0-9_-]+)\.svg$/.exec(file) ?? [];
  const svg = slug === undefined ? null : logoSvg(slug);
  if (svg === null) throw new NotFoundError("logo", file);
  c.header("content-type", "image/svg+xml");
  c.header("cache-control", `public, max-age=${DAY_SECONDS}`);
  c.header("x-content-type-options", "nosniff");
  c.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
  return c.body(svg, 200);
});
