import { describe, expect, it } from "vitest";
import type { Io } from "../io";
import { createRandom } from "../testing/random";
import { discoverAuthorizationServer } from "./authorization-server";
import { DiscoveryError, discoverMcpServer } from "./discover";
import { registerClient } from "./register";
import { bearerChallenge } from "./www-authenticate";

const SERVER = "https://mcp.vendor.example/mcp";
const ISSUER = "https://as.vendor.example";
const RESOURCE_AT = "https://mcp.vendor.example/.well-known/oauth-protected-resource/mcp";
const METADATA_AT = `${ISSUER}/.well-known/oauth-authorization-server`;

const RESOURCE = { resource: SERVER, authorization_servers: [ISSUER] };
const METADATA = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
  registration_endpoint: `${ISSUER}/register`,
  code_challenge_methods_supported: ["S256"],
  token_endpoint_auth_methods_supported: ["none"],
};

interface World extends Io {
  asked: string[];
}

/** A set of documents by URL. Any other URL returns 404, the MCP server itself 401. */
function world(documents: Record<string, unknown>, challenge?: string): World {
  const asked: string[] = [];
  const fetch: Io["fetch"] = async (url) => {
    asked.push(url);
    if (url === SERVER) {
      return new Response(null, { status: 401, headers: challenge ? { "www-authenticate": challenge } : {} });
    }
    const document = Object.hasOwn(documents, url) ? documents[url] : undefined;
    if (document instanceof Response) return document;
    if (document === undefined) return new Response("<html>not found</html>", { status: 404 });
    return new Response(typeof document === "string" ? document : JSON.stringify(document));
  };
  return { asked, fetch, now: () => 0, random: (bytes) => new Uint8Array(bytes) };
}

const right = (metadata: unknown = METADATA, resource: unknown = RESOURCE) =>
  world({ [RESOURCE_AT]: resource, [METADATA_AT]: metadata });
const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => "accepted",
    (error: unknown) => error,
  );

describe("discovery", () => {
  it("accepts a server whose documents agree", async () => {
    expect(await discoverMcpServer(SERVER, right())).toMatchObject({
      resource: SERVER,
      server: { issuer: ISSUER, tokenUrl: `${ISSUER}/token` },
    });
  });

  it("requests metadata in the order of the specification (RFC 8414 §3.1)", async () => {
    const io = world({});
    await failureOf(discoverAuthorizationServer("https://as.example/tenant", io));
    expect(io.asked).toEqual([
      "https://as.example/.well-known/oauth-authorization-server/tenant",
      "https://as.example/.well-known/openid-configuration/tenant",
      "https://as.example/tenant/.well-known/openid-configuration",
    ]);
  });

  it("uses the server's own origin when it has no protected-resource metadata", async () => {
    const own = { ...METADATA, issuer: "https://mcp.vendor.example" };
    const io = world({ "https://mcp.vendor.example/.well-known/oauth-authorization-server": own });
    expect((await discoverMcpServer(SERVER, io)).server.issuer).toBe("https://mcp.vendor.example");
  });
});

const ISSUER_SPELLINGS = [
  ...[`${ISSUER}/`, `${ISSUER}:443`, ISSUER.toUpperCase(), "https://AS.vendor.example", "HTTPS://as.vendor.example"],
  ...[
    `${ISSUER}?`,
    `${ISSUER}#`,
    `${ISSUER}/.`,
    `${ISSUER}//`,
    `${ISSUER}/x`,
    ` ${ISSUER}`,
    `${ISSUER} `,
    `${ISSUER}\n`,
  ],
  ...["https://as.vendor.example.", "https://user@as.vendor.example", "https://as.vendor.example@evil.example"],
  ...[
    "https://as.vendor.example.evil.example",
    "https://evil.example",
    "http://as.vendor.example",
    "//as.vendor.example",
  ],
  ...[
    "as.vendor.example",
    "",
    "https://аs.vendor.example",
    "https://as.vendor.example%2e",
    "https://as%2evendor.example",
  ],
  ...["https://as.vendor.example\u0000", "https://as.vendor.example\u200b", "javascript:alert(1)", "null", "https://"],
];

describe("an issuer", () => {
  it.each(ISSUER_SPELLINGS.map((issuer) => [issuer]))(
    "spelled %j is a different issuer (RFC 8414 §3.3)",
    async (issuer) => {
      expect(await failureOf(discoverMcpServer(SERVER, right({ ...METADATA, issuer })))).toBeInstanceOf(DiscoveryError);
    },
  );

  it.each([[undefined], [null], [5], [[ISSUER]], [{ toString: () => ISSUER }]])(
    "is rejected when it is %j",
    async (issuer) => {
      expect(await failureOf(discoverMcpServer(SERVER, right({ ...METADATA, issuer })))).toBeInstanceOf(DiscoveryError);
    },
  );
});

const BAD_URLS = [
  ...["http://as.vendor.example/x", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://a.example"],
  ...["//evil.example", "/relative", "", "https://user:pass@as.vendor.example/x", "https://as.vendor.example/x#y"],
  ...["x".repeat(3000), "https://[::1", "https:", "https://"],
];

describe("a hostile authorization server", () => {
  const documents = [
    ...[
      "authorization_endpoint",
      "token_endpoint",
      "registration_endpoint",
      "revocation_endpoint",
      "pushed_authorization_request_endpoint",
    ].flatMap((name) =>
      BAD_URLS.slice(0, 9).map((url): [string, unknown] => [
        `${name} = ${JSON.stringify(url).slice(0, 60)}`,
        { ...METADATA, [name]: url },
      ]),
    ),
    ...BAD_URLS.slice(9).map((url): [string, unknown] => [
      `token_endpoint = ${JSON.stringify(url).slice(0, 40)}`,
      { ...METADATA, token_endpoint: url },
    ]),
    ...[5, true, {}, [`${ISSUER}/token`]].map((url): [string, unknown] => [
      `token_endpoint = ${JSON.stringify(url)}`,
      { ...METADATA, token_endpoint: url },
    ]),
    ["no PKCE", { ...METADATA, code_challenge_methods_supported: undefined }],
    ["only plain PKCE", { ...METADATA, code_challenge_methods_supported: ["plain"] }],
    ["PKCE as a string", { ...METADATA, code_challenge_methods_supported: "S256" }],
    ["no token endpoint", { ...METADATA, token_endpoint: undefined }],
    ["inherited endpoints", JSON.stringify({ __proto__: null, issuer: ISSUER })],
    ["an array", [METADATA]],
    ["a text", '"metadata"'],
    ["half a document", JSON.stringify(METADATA).slice(0, 100)],
    ["a page", "<html></html>"],
    ["a document larger than 256 KB", { ...METADATA, pad: "x".repeat(300 * 1024) }],
    ["a redirect", Response.redirect("https://evil.example/", 302)],
  ] as [string, unknown][];

  it("is tested with at least 50 documents", () => expect(documents.length).toBeGreaterThanOrEqual(50));

  it.each(documents)("that publishes %s is rejected", async (_what, metadata) => {
    expect(await failureOf(discoverMcpServer(SERVER, right(metadata)))).toBeInstanceOf(DiscoveryError);
  });
});

describe("a hostile MCP server", () => {
  it.each([
    ["another origin's resource", { ...RESOURCE, resource: "https://other.example/mcp" }],
    ["a sibling's resource", { ...RESOURCE, resource: "https://mcp.vendor.example/other" }],
    ["a resource with the same prefix", { ...RESOURCE, resource: "https://mcp.vendor.example/mc" }],
    ["a resource with a fragment", { ...RESOURCE, resource: `${SERVER}#x` }],
    ["no resource", { authorization_servers: [ISSUER] }],
    ["no authorization server", { resource: SERVER }],
    ["an authorization server over http", { ...RESOURCE, authorization_servers: ["http://as.vendor.example"] }],
    ["an authorization server that is not a string", { ...RESOURCE, authorization_servers: [{ url: ISSUER }] }],
  ])("that names %s is rejected", async (_what, resource) => {
    expect(await failureOf(discoverMcpServer(SERVER, right(METADATA, resource)))).toBeInstanceOf(DiscoveryError);
  });

  it("can't point to another origin's metadata in its challenge", async () => {
    const io = world(
      { "https://evil.example/prm": RESOURCE, [METADATA_AT]: METADATA },
      'Bearer resource_metadata="https://evil.example/prm"',
    );
    expect(await failureOf(discoverMcpServer(SERVER, io))).toBeInstanceOf(DiscoveryError);
    expect(io.asked).not.toContain("https://evil.example/prm");
  });

  it.each(["http://mcp.example/", "javascript:alert(1)", "mcp.example", "", "https://user:pass@mcp.example/"])(
    "must have an https URL: not %j",
    async (address) => {
      const io = world({});
      expect(await failureOf(discoverMcpServer(address, io))).toBeInstanceOf(DiscoveryError);
      expect(io.asked).toEqual([]);
    },
  );
});

describe("a registration (RFC 7591)", () => {
  const asked = { clientName: "Keyhold", redirectUri: "https://keyhold.example/cb", authMethods: ["none"] };
  const answering = (body: unknown, status = 201): Io => ({
    fetch: async () => new Response(JSON.stringify(body), { status }),
    now: () => 0,
    random: (bytes) => new Uint8Array(bytes),
  });

  it.each([
    ["no client id", {}],
    ["a client id that is not a string", { client_id: 5 }],
    ["another redirect URI", { client_id: "c", redirect_uris: ["https://evil.example/cb"] }],
    ["a method that was not requested", { client_id: "c", token_endpoint_auth_method: "tls_client_auth" }],
    ["a secret method without a secret", { client_id: "c", token_endpoint_auth_method: "client_secret_basic" }],
    ["a secret that is not a string", { client_id: "c", client_secret: {} }],
  ])("is rejected when it returns %s", async (_what, body) => {
    await expect(registerClient(`${ISSUER}/register`, asked, answering(body))).rejects.toThrow();
  });
});

describe("a Bearer challenge (RFC 9110 §11.6.1)", () => {
  it.each([
    [null, {}],
    ["Basic realm=x", {}],
    ['Bearer realm="a, b", scope="x y"', { realm: "a, b", scope: "x y" }],
    ["Basic realm=x, Bearer scope=one", { scope: "one" }],
    ['Bearer a="1", a="2"', { a: "1" }],
    ['Bearer q="say \\"hi\\""', { q: 'say "hi"' }],
  ])("%j", (header, params) => expect(bearerChallenge(header)).toEqual(params));
});

describe("20,000 random documents", () => {
  it("never make discovery crash, hang or accept an incomplete document", async () => {
    const random = createRandom(9728);
    const pieces = [null, 5, "", "x", [], {}, ["S256"], "https://a.example/x", ISSUER, true, { a: [1] }, "\u0000", -1];
    const names = Object.keys(METADATA);
    for (let round = 0; round < 20_000; round += 1) {
      const document: Record<string, unknown> = { ...METADATA };
      for (let n = 1 + random.below(3); n > 0; n -= 1) document[random.of(names)] = random.of(pieces);
      const outcome = await discoverAuthorizationServer(ISSUER, world({ [METADATA_AT]: document })).catch(
        (error: unknown) => error,
      );
      if (outcome instanceof DiscoveryError) continue;
      expect(outcome).toMatchObject({
        issuer: ISSUER,
        authorizeUrl: expect.stringMatching(/^https:/),
        tokenUrl: expect.stringMatching(/^https:/),
      });
    }
  });
});
