import { ServiceError } from "@/server/core/errors";

const BEARER = /^Bearer +([\x21-\x7e]+)$/i;

/** Reads the token of an `Authorization` header (RFC 6750 §2.1). @throws ServiceError `missing_auth_header`, `malformed_auth_header`. */
export function bearerToken(header: string | undefined): string {
  if (header === undefined || header === "") {
    throw new ServiceError(
      "missing_auth_header",
      "This call needs an Authorization header: Bearer and your API key or session token.",
    );
  }
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) {
    throw new ServiceError(
      "malformed_auth_header",
      "The Authorization header must be the word Bearer, one space and one token.",
    );
  }
  return token;
}
