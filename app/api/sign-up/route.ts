import { signUp } from "@/server/accounts/sign-up";
import { newId } from "@/server/core/ids";
import { toErrorResponse } from "@/server/rest/errors";
import { readJsonBody } from "@/server/rest/page-routes";
import { SignUpInput } from "@/wire/accounts";

/** Makes an account. JSON only, so that no other site's form can send it. */
export async function POST(request: Request): Promise<Response> {
  const requestId = newId("req");
  try {
    await signUp(await readJsonBody(request, SignUpInput));
    return Response.json({ success: true }, { status: 201 });
  } catch (error) {
    return toErrorResponse(error, requestId);
  }
}
