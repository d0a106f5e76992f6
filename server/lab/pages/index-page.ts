import { html } from "hono/html";
import { BASIC_USER, CLIENT, PEOPLE, PERSON_KEYS, SCOPES } from "../fixtures";
import { Rotation, TOKEN_SCENARIOS } from "../scenarios";
import { type Html, layout } from "./layout";

/** `GET /lab`: returns the page with test data, parameters and commands to paste into a terminal. */
export function indexPage(publicUrl: string): Html {
  const lab = `${publicUrl}/lab`;
  const fixtures = [
    [
      "OAuth 2.0 client",
      html`<code>${CLIENT.id}</code> / <code>${CLIENT.secret}</code>, redirect URI <code>${publicUrl}/oauth/callback…</code>`,
    ],
    ["Scopes", html`${Object.keys(SCOPES).map((scope) => html`<code>${scope}</code> `)}`],
    ["People", html`${PERSON_KEYS.map((key) => html`<code>${key}</code> ${PEOPLE[key].name} · `)} no passwords`],
    ["API key", html`<code>lab_key_valid</code>, as a Bearer token or in <code>X-API-Key</code>`],
    ["Basic auth", html`<code>${BASIC_USER}</code> / <code>lab_pass_valid</code>`],
    [
      "Always rejected",
      html`<code>lab_key_revoked</code> (401), <code>lab_key_limited</code> (429), <code>lab_key_down</code> (503), the same with <code>lab_pass_…</code>, and anything else`,
    ],
  ] as const;
  const parameters = [
    ["lab_consent", "allow, deny", "Skips the consent page"],
    ["lab_person", PERSON_KEYS.join(", "), "Who signs in when lab_consent is set. Default: ada"],
    ["lab_expires_in", "1 or more", "Lifetime of access tokens in seconds. Default: 3600"],
    ["lab_rotation", Rotation.options.join(", "), "What happens to a used refresh token"],
    ["lab_token", TOKEN_SCENARIOS.join(", "), "Result of the code exchange"],
    ["lab_refresh", "the same", "Result of a refresh"],
    ["lab_connection", "any text", "Label for the ledger and the control calls. Keyhold sends the connection ID"],
  ] as const;
  const body = html`<h1>Provider lab</h1>
<p class="soft">An OAuth 2.0 server, an API key and basic auth. You don't need to register an app anywhere. Everything on this page is public test data.</p>
<h2>Test data</h2>
${table(["What", "Value"], fixtures)}
<h2>Parameters of the authorization request</h2>
<p class="soft">Send these as <code>authorization_params</code> of a connect session.</p>
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
<h2>Control calls</h2>
<p class="soft">See what a connection did in the lab, revoke its access, make its refreshes fail, and make them work again.</p>
<pre tabindex="0">${[
    `curl "${lab}/ledger?connection=$CONNECTION_ID"`,
    controlCall(`${lab}/revoke`, ""),
    controlCall(`${lab}/scenario`, ',"refresh":"500"'),
    controlCall(`${lab}/scenario`, ',"refresh":"ok"'),
  ].join("\n")}</pre>`;
  return layout({ title: "Start", body, isWide: true });
}

function controlCall(url: string, rest: string): string {
  return `curl ${url} -H "content-type: application/json" \\\n  -d '{"connection":"'$CONNECTION_ID'"${rest}}'`;
}

type Cell = string | Html;

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): Html {
  return html`<div class="scroll" tabindex="0"><table><thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}
