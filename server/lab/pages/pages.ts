import { html } from "hono/html";
import { CLIENT, PEOPLE, PERSON_KEYS, type Person, SCOPES } from "../fixtures";
import type { Grant } from "../grants";
import { scopesOf } from "../params";
import { type Html, layout } from "./layout";

/** The sign-in page. */
export function loginPage(requestId: string): Html {
  const body = html`<h1>Sign in</h1>
<p class="soft">Choose a demo account to continue to ${CLIENT.name}. You don't need a password.</p>
<form method="post" action="/lab/oauth2/login">
<input type="hidden" name="request" value="${requestId}">
${PERSON_KEYS.map(
  (key) =>
    html`<button class="person" name="person" value="${key}">${faceAndName(PEOPLE[key], "Continue as ")}</button>`,
)}
</form>`;
  return layout({ title: "Sign in", body });
}

/** The consent page. */
export function consentPage(grant: Grant, person: Person): Html {
  const target = new URL(grant.redirectUri).origin;
  const body = html`<h1>${CLIENT.name} wants to access your account</h1>
<div class="signed-in">${faceAndName(person)}<a href="/lab/oauth2/login?request=${grant.id}">Not you?</a></div>
<p class="soft">It will be able to:</p>
<ul>${scopesOf(grant.scope).map((scope) => html`<li>${SCOPES[scope] ?? scope}</li>`)}</ul>
<form method="post" action="/lab/oauth2/consent">
<input type="hidden" name="request" value="${grant.id}">
<button class="main" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form>
<p class="next">You'll return to ${target} either way.</p>`;
  return layout({ title: "Allow access", body });
}

/** A page with a message: what happened, and what to do. */
export function messagePage(message: { title: string; text: string; hint: string }): Html {
  const body = html`<h1>${message.title}</h1><p>${message.text}</p><p class="soft">${message.hint}</p>`;
  return layout({ title: message.title, body });
}

function faceAndName(person: Person, lead = ""): Html {
  const initials = person.name.replace(/[^A-Z]/g, "");
  return html`<span class="face" aria-hidden="true">${initials}</span><span class="lines"><span>${lead}${person.name}</span> <small>${person.email}</small></span>`;
}
