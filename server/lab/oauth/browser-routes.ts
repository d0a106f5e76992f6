import { type Context, Hono } from "hono";
import { personOf } from "../fixtures";
import { approve, decline, findRequest, type Grant, signIn, storeRequest } from "../grants";
import { inLabTransaction, type Lab } from "../lab";
import { recordInLedger } from "../ledger";
import { type Html, pageHeaders } from "../pages/layout";
import { consentPage, loginPage, messagePage } from "../pages/pages";
import { fingerprintOf, newSecret } from "../secrets";
import { answerUrl, readAuthorizationRequest } from "./authorize";

/** The pages of an authorization: request, sign-in, consent, redirect back (RFC 6749 §4.1). */
export function browserRoutes(lab: Lab): Hono {
  const page = (c: Context, content: Html, status: 200 | 400 | 410 = 200) =>
    c.html(content, status, pageHeaders(lab.publicUrl));
  const gone = (c: Context) =>
    page(
      c,
      messagePage({
        title: "This request has expired",
        text: "It was already used, or it is more than ten minutes old.",
        hint: "Go back to the app and start again.",
      }),
      410,
    );

  return new Hono()
    .get("/authorize", async (c) => {
      const read = readAuthorizationRequest(lab, new URL(c.req.url).searchParams);
      if ("page" in read) {
        const message = {
          title: "This link is invalid",
          text: read.page,
          hint: "No data was shared. Go back to the app.",
        };
        return page(c, messagePage(message), 400);
      }
      if ("redirect" in read) return leave(c, read.redirect, 302);
      const { grant: request, consent, person } = read.request;
      const grant = await storeRequest(lab, request);
      if (consent) {
        await signIn(lab, grant.id, person ?? "ada");
        const answer = await decide(lab, grant, consent === "allow");
        return answer ? leave(c, answer, 302) : gone(c);
      }
      return leave(c, new URL(`${lab.publicUrl}/lab/oauth2/login?request=${grant.id}`), 302);
    })
    .get("/login", async (c) => {
      const grant = await findRequest(lab, c.req.query("request") ?? "");
      return grant ? page(c, loginPage(grant.id)) : gone(c);
    })
    .post("/login", async (c) => {
      const form = new URLSearchParams(await c.req.text());
      const grant = await findRequest(lab, form.get("request") ?? "");
      if (!grant) return gone(c);
      const person = form.get("person");
      if (!personOf(person)) return page(c, loginPage(grant.id), 400);
      await signIn(lab, grant.id, person);
      return leave(c, new URL(`${lab.publicUrl}/lab/oauth2/consent?request=${grant.id}`), 303);
    })
    .get("/consent", async (c) => {
      const grant = await findRequest(lab, c.req.query("request") ?? "");
      if (!grant) return gone(c);
      const person = personOf(grant.person);
      return page(c, person ? consentPage(grant, person) : loginPage(grant.id));
    })
    .post("/consent", async (c) => {
      const form = new URLSearchParams(await c.req.text());
      const grant = await findRequest(lab, form.get("request") ?? "");
      if (!grant) return gone(c);
      if (!personOf(grant.person)) return page(c, loginPage(grant.id));
      const answer = await decide(lab, grant, form.get("decision") === "allow");
      return answer ? leave(c, answer, 303) : gone(c);
    });
}

/** Stores the user's decision and returns the redirect URL. Null: the user already decided. */
function decide(lab: Lab, grant: Grant, isAllowed: boolean): Promise<URL | null> {
  return inLabTransaction(lab, async (tx) => {
    if (!isAllowed) {
      if (!(await decline(tx, grant.id))) return null;
      await recordInLedger(lab, tx, grant, { event: "denied" });
      return answerUrl(lab, grant, { error: "access_denied", error_description: "The user denied the request." });
    }
    const code = newSecret("code");
    if (!(await approve(lab, tx, grant.id, code))) return null;
    const detail = { scope: grant.scope };
    await recordInLedger(lab, tx, grant, {
      event: "authorized",
      kind: "code",
      fingerprint: fingerprintOf(code),
      detail,
    });
    return answerUrl(lab, grant, { code });
  });
}

function leave(c: Context, to: URL, status: 302 | 303): Response {
  return c.body(null, status, { location: to.href, "cache-control": "no-store", "referrer-policy": "no-referrer" });
}
