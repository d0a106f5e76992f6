import { ENDPOINTS } from "@/wire/endpoints";

/** What a snippet needs to run unchanged: the address of this instance and an API key. */
export interface SnippetTarget {
  /** The public URL of the instance, without a trailing slash. */
  host: string;
  apiKey: string;
}

/** One snippet in each language. */
export interface Snippet {
  node: string;
  curl: string;
}

/** The placeholder for the API key until the user fills in their own. */
export const API_KEY_PLACEHOLDER = "YOUR_API_KEY";

/** Quotes a text for a POSIX shell. */
function shell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Writes a text as a JavaScript string. */
function js(text: string): string {
  return JSON.stringify(text);
}

/** Encodes a path segment or query value, including the apostrophe, which would end a shell quote. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("'", "%27");
}

/** Creates a connect session for one end user. */
export function createSessionSnippet(
  target: SnippetTarget,
  input: { integrationKey: string; endUserId: string },
): Snippet {
  const url = target.host + ENDPOINTS.connectSessions;
  const body = JSON.stringify({ end_user: { id: input.endUserId }, allowed_integrations: [input.integrationKey] });
  return {
    node: `const response = await fetch(${js(url)}, {
  method: "POST",
  headers: {
    authorization: ${js(`Bearer ${target.apiKey}`)},
    "content-type": "application/json",
  },
  body: JSON.stringify({
    end_user: { id: ${js(input.endUserId)} },
    allowed_integrations: [${js(input.integrationKey)}],
  }),
});
if (!response.ok) throw new Error(await response.text());

const { data } = await response.json();
console.log("Open this link:", data.connect_link);`,
    curl: `curl --request POST ${shell(url)} \\
  --header ${shell(`Authorization: Bearer ${target.apiKey}`)} \\
  --header 'Content-Type: application/json' \\
  --data ${shell(body)}`,
  };
}

/** Reads a connection with its credentials. */
export function readConnectionSnippet(
  target: SnippetTarget,
  input: { connectionId: string; providerConfigKey: string },
): Snippet {
  const path = `${ENDPOINTS.connections}/${encode(input.connectionId)}?provider_config_key=${encode(input.providerConfigKey)}`;
  const url = target.host + path;
  return {
    node: `const response = await fetch(${js(url)}, {
  headers: { authorization: ${js(`Bearer ${target.apiKey}`)} },
});
if (!response.ok) throw new Error(await response.text());

const connection = await response.json();
console.log(connection.credentials);`,
    curl: `curl ${shell(url)} \\
  --header ${shell(`Authorization: Bearer ${target.apiKey}`)}`,
  };
}

/**
 * A complete webhook receiver in Node without packages. Verifies the Standard Webhooks signature of the raw body.
 * @see https://www.standardwebhooks.com
 */
export function webhookReceiverSnippet(signingKey: string): string {
  return `import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const key = Buffer.from(${js(signingKey)}.replace("whsec_", ""), "base64");

function isGenuine(headers, body) {
  const { "webhook-id": id, "webhook-timestamp": sentAt, "webhook-signature": given = "" } = headers;
  if (Math.abs(Date.now() / 1000 - Number(sentAt)) > 300) return false;
  const wanted = createHmac("sha256", key).update(\`\${id}.\${sentAt}.\${body}\`).digest();
  return given.split(" ").some((entry) => {
    const [version, signature = ""] = entry.split(",");
    const actual = Buffer.from(signature, "base64");
    return version === "v1" && actual.length === wanted.length && timingSafeEqual(actual, wanted);
  });
}

createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  if (!isGenuine(request.headers, body)) return response.writeHead(401).end();
  console.log(JSON.parse(body));
  response.writeHead(204).end();
}).listen(4000, () => console.log("Waiting for webhooks on http://localhost:4000"));`;
}
