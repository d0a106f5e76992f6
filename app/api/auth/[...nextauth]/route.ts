import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/server/accounts/auth-options";
import { limitBody } from "@/server/rest/page-routes";

type Context = { params: Promise<{ nextauth: string[] }> };

const handler = limitBody(
  "account",
  (request: Request, context: Context) =>
    NextAuth(new NextRequest(request), context, authOptions()) as Promise<Response>,
);

export { handler as GET, handler as POST };
