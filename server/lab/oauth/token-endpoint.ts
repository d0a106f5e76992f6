import { hang, tooManyRequests, webPage } from "../faults";
import { inLabTransaction, type Lab } from "../lab";
import { readForm, required } from "../params";
import type { TokenScenario } from "../scenarios";
import { authenticateClient } from "./client-auth";
import { readCodeRedemption, redeemCode } from "./code-grant";
import type { Outcome } from "./outcome";
import { readRefreshRequest, refresh } from "./refresh-grant";
import { Refusal } from "./refusal";

/** The token endpoint (RFC 6749 §3.2). @throws Refusal */
export async function tokenEndpoint(lab: Lab, request: Request): Promise<Response> {
  const form = await readForm(request);
  authenticateClient(request.headers, form);
  const outcome = await decide(lab, form);
  if ("refusal" in outcome) throw outcome.refusal;
  if ("scenario" in outcome) return play(lab, request, outcome);
  return outcome.isReplyLost ? hang(lab, request.signal) : Response.json(outcome.tokens);
}

function decide(lab: Lab, form: URLSearchParams): Promise<Outcome> {
  const grantType = required(form, "grant_type");
  switch (grantType) {
    case "authorization_code": {
      const redemption = readCodeRedemption(form);
      return inLabTransaction(lab, (tx) => redeemCode(lab, tx, redemption));
    }
    case "refresh_token": {
      const asked = readRefreshRequest(form);
      return inLabTransaction(lab, (tx) => refresh(lab, tx, asked));
    }
    default:
      throw new Refusal("unsupported_grant_type", "grant_type must be authorization_code or refresh_token.");
  }
}

interface Play {
  scenario: TokenScenario;
  kind: "code" | "refresh";
}

async function play(lab: Lab, request: Request, { scenario, kind }: Play): Promise<Response> {
  switch (scenario) {
    case "500":
      return Response.json({ error: "server_error", error_description: "Internal server error." }, { status: 500 });
    case "429":
      return tooManyRequests();
    case "html":
      return webPage();
    case "error_200":
      return Response.json({
        error: kind === "code" ? "bad_verification_code" : "bad_refresh_token",
        error_description: `The ${kind === "code" ? "code" : "refresh token"} passed is incorrect or expired.`,
      });
    case "invalid_grant":
      throw new Refusal("invalid_grant", "The user or the provider revoked this access.");
    case "invalid_client":
      throw new Refusal("invalid_client", "Client authentication failed.");
    default:
      return hang(lab, request.signal);
  }
}
