import { requestPasswordReset } from "@/server/accounts/request-password-reset";
import { newId } from "@/server/core/ids";
import { toErrorResponse } from "@/server/rest/errors";
import { readJsonBody } from "@/server/rest/page-routes";
import { RequestResetInput } from "@/wire/accounts";

/** Asks for a mail with a link to a new password. The answer is the same whether the address has an account or not. */
export async function POST(request: Request): Promise<Response> {
  const requestId = newId("req");
  try {
    await requestPasswordReset(await readJsonBody(request, RequestResetInput));
    return Response.json({ success: true }, { status: 201 });
  } catch (error) {
    return toErrorResponse(error, requestId);
  }
}
