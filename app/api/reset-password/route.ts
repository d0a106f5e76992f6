import { resetPassword } from "@/server/accounts/reset-password";
import { newId } from "@/server/core/ids";
import { toErrorResponse } from "@/server/rest/errors";
import { readJsonBody } from "@/server/rest/page-routes";
import { ResetPasswordInput } from "@/wire/accounts";

/** Sets a new password with the token from the email. */
export async function POST(request: Request): Promise<Response> {
  const requestId = newId("req");
  try {
    await resetPassword(await readJsonBody(request, ResetPasswordInput));
    return Response.json({ success: true }, { status: 201 });
  } catch (error) {
    return toErrorResponse(error, requestId);
  }
}
