import { signUp } from "@/server/accounts/sign-up";
import { newId } from "@/server/core/ids";
import { toErrorResponse } from "@/server/rest/errors";
import { readJsonBody } from "@/server/rest/page-routes";
import { SignUpInput } from "@/wire/accounts";

/** Creates an account. Accepts JSON only, so that a form on another site can't submit it. */
export async function POST(request: Request): Promise<Response> {
  const requestId = newId("req");
  try {
    await signUp(await readJsonBody(request, SignUpInput));
    return Response.json({ success: true }, { status: 201 });
  } catch (error) {
    return toErrorResponse(error, requestId);
  }
}
