import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/server/accounts/auth-options";
import { limitBody } from "@/server/rest/page-routes";

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth reads `nextUrl`. The plain request that `limitBody` passes on after reading a body lacks it. */
function withUrl(request: Request): NextRequest {
  return request instanceof NextRequest ? request : new NextRequest(request);
}

const handler = limitBody(
  "account",
  (request: Request, context: Context) => NextAuth(withUrl(request), context, authOptions()) as Promise<Response>,
);

export { handler as GET, handler as POST };
