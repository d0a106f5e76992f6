import { ServiceError } from "@/server/core/errors";

const BEARER = /^Bearer +([\x21-\x7e]+)$/i;

/** Returns the token of an `Authorization` header (RFC 6750 §2.1). @throws ServiceError `missing_auth_header`, `malformed_auth_header`. */
export function bearerToken(header: string | undefined): string {
  if (header === undefined || header === "") {
    throw new ServiceError(
      "missing_auth_header",
      'The Authorization header is missing. Send "Bearer" followed by your API key or connect session token.',
    );
  }
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) {
    throw new ServiceError(
      "malformed_auth_header",
      "The Authorization header is malformed. Send the word Bearer, a space and the token.",
    );
  }
  return token;
}
