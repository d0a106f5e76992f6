// Body rules for the routes in app/api, which are not part of the REST API.
import type { z } from "zod";
import { newId } from "@/server/core/ids";
import { isJsonType, readBytes, readJson, wrongContentType } from "./body";
import { BODY_LIMITS, type BodyClass } from "./body-policy";
import { toErrorResponse } from "./errors";
import { checkedBody } from "./validate";

/**
 * Returns the JSON body of an account form, checked by the REST API's rules.
 * The Content-Type must be JSON, because other sites' forms and beacons can send any other type without a preflight.
 *
 * @throws ServiceError `invalid_content_type`, `request_too_large`, `invalid_json`, `invalid_body`.
 */
export async function readJsonBody<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  if (!isJsonType(request.headers.get("content-type") ?? "")) throw wrongContentType();
  return checkedBody(schema, await readJson(request, BODY_LIMITS.account));
}

type Handler<Rest extends unknown[]> = (request: Request, ...rest: Rest) => Promise<Response>;

/**
 * Wraps a handler that reads the body itself, so that it only gets bodies within the limit of the class.
 * Larger bodies get a 413.
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
    // Not `new Request(request)`: Next passes a Proxy object, which Node's Request doesn't accept.
    return handler(new Request(url, { method, headers, body }), ...rest);
  };
}
