import { html } from "hono/html";
import { BASIC_USER, CLIENT, PEOPLE, PERSON_KEYS, SCOPES } from "../fixtures";
import { Rotation, TOKEN_SCENARIOS } from "../scenarios";
import { type Html, layout } from "./layout";

/** `GET /lab`: what is here, with lines to paste into a terminal. */
export function indexPage(publicUrl: string): Html {
  const lab = `${publicUrl}/lab`;
  const fixtures = [
    [
      "OAuth 2.0 client",
      html`<code>${CLIENT.id}</code> / <code>${CLIENT.secret}</code>, redirect URI <code>${publicUrl}/oauth/callback…</code>`,
    ],
    ["Scopes", html`${Object.keys(SCOPES).map((scope) => html`<code>${scope}</code> `)}`],
    ["People", html`${PERSON_KEYS.map((key) => html`<code>${key}</code> ${PEOPLE[key].name} · `)} no password`],
    ["API key", html`<code>lab_key_valid</code>, as Bearer token or <code>X-API-Key</code>`],
    ["Basic", html`<code>${BASIC_USER}</code> / <code>lab_pass_valid</code>`],
    [
      "To be refused",
      html`Any other. <code>lab_key_revoked</code>, <code>lab_key_limited</code> (429) and <code>lab_key_down</code> (503) have reasons of their own; <code>lab_pass_…</code> likewise`,
    ],
  ] as const;
  const parameters = [
    ["lab_consent", "allow, deny", "Answers the consent page without a click"],
    ["lab_person", PERSON_KEYS.join(", "), "Who signs in then; ada if left out"],
    ["lab_expires_in", "1 and more", "Seconds an access token lives; 3600 if left out"],
    ["lab_rotation", Rotation.options.join(", "), "What becomes of a used refresh token"],
    ["lab_token", TOKEN_SCENARIOS.join(", "), "How the code exchange goes"],
    ["lab_refresh", "the same", "How a refresh goes"],
    ["lab_connection", "any text", "Label for the ledger and the levers; Keyhold sends the connection's id"],
  ] as const;
  const body = html`<h1>A provider to practise on</h1>
<p class="soft">A real OAuth 2.0 server, an API key and a basic sign-in, without registering an app anywhere. Everything on this page is public test data.</p>
<h2>Fixtures</h2>
${table(["What", "Value"], fixtures)}
<h2>Parameters of the authorization request</h2>
<p class="soft">Send them as <code>authorization_params</code> of a connect session.</p>
${table(
  ["Parameter", "Values", "Meaning"],
  parameters.map(([name, values, meaning]) => [html`<code>${name}</code>`, values, meaning]),
)}
<h2>Try it</h2>
<pre tabindex="0">${[
    `curl ${lab}/api/me -H "Authorization: Bearer lab_key_valid"`,
    `curl ${lab}/api/me -u ${BASIC_USER}:lab_pass_valid`,
    `curl ${lab}/api/me -H "Authorization: Bearer $ACCESS_TOKEN"`,
    `curl ${lab}/.well-known/oauth-authorization-server`,
  ].join("\n")}</pre>
<h2>Pull the levers</h2>
<p class="soft">See what a connection did at the provider, take its access away, make its refresh fail, and mend it again.</p>
<pre tabindex="0">${[
    `curl "${lab}/ledger?connection=$CONNECTION_ID"`,
    lever(`${lab}/revoke`, ""),
    lever(`${lab}/scenario`, ',"refresh":"500"'),
    lever(`${lab}/scenario`, ',"refresh":"ok"'),
  ].join("\n")}</pre>`;
  return layout({ title: "Start", body, isWide: true });
}

function lever(url: string, rest: string): string {
  return `curl ${url} -H "content-type: application/json" \\\n  -d '{"connection":"'$CONNECTION_ID'"${rest}}'`;
}

type Cell = string | Html;

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): Html {
  return html`<div class="scroll" tabindex="0"><table><thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}
