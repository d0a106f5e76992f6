// Body rules for the routes below app/api, which are not part of the REST API.
import type { z } from "zod";
import { newId } from "@/server/core/ids";
import { isJsonType, readBytes, readJson, wrongContentType } from "./body";
import { BODY_LIMITS, type BodyClass } from "./body-policy";
import { toErrorResponse } from "./errors";
import { checkedBody } from "./validate";

/**
 * Reads the JSON body of an account form by the REST API's rules.
 * The Content-Type must say JSON: other sites' forms and beacons can send anything else without a preflight.
 *
 * @throws ServiceError `invalid_content_type`, `request_too_large`, `invalid_json`, `invalid_body`.
 */
export async function readJsonBody<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  if (!isJsonType(request.headers.get("content-type") ?? "")) throw wrongContentType();
  return checkedBody(schema, await readJson(request, BODY_LIMITS.account));
}

type Handler<Rest extends unknown[]> = (request: Request, ...rest: Rest) => Promise<Response>;

/**
 * Gives a handler that reads bodies in its own way requests whose body is within the limit of its class.
 * Longer bodies get 413 and never reach it.
 */
export function limitBody<Rest extends unknown[]>(bodyClass: BodyClass, handler: Handler<Rest>): Handler<Rest> {
  return async (request, ...rest) => {
    if (!request.body) return handler(request, ...rest);
    let body: Uint8Array<ArrayBuffer>;
    try {
      body = await readBytes(request, BODY_LIMITS[bodyClass]);
    } catch (error) {
      return toErrorResponse(error, newId("req"));
    }
    const { url, method, headers } = request;
    // Not `new Request(request)`: the one Next passes is a proxy, which Node's Request does not accept.
    return handler(new Request(url, { method, headers, body }), ...rest);
  };
}
