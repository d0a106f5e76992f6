import { requestPasswordReset } from "@/server/accounts/request-password-reset";
import { newId } from "@/server/core/ids";
import { toErrorResponse } from "@/server/rest/errors";
import { readJsonBody } from "@/server/rest/page-routes";
import { RequestResetInput } from "@/wire/accounts";

/** Emails a link to set a new password. The response is the same whether or not the address has an account. */
export async function POST(request: Request): Promise<Response> {
  const requestId = newId("req");
  try {
    await requestPasswordReset(await readJsonBody(request, RequestResetInput));
    return Response.json({ success: true }, { status: 201 });
  } catch (error) {
    return toErrorResponse(error, requestId);
  }
}
