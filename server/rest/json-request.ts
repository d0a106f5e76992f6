import type { z } from "zod";
import { bodyTooLarge, isJsonType, MAX_BODY_BYTES, readJson, wrongContentType } from "./body";
import { checkedBody } from "./validate";

/**
 * Reads the JSON body of a route outside this API by the API's rules.
 * The Content-Type must say JSON: other sites' forms and beacons can send anything else without being asked.
 *
 * @throws ServiceError `invalid_content_type`, `request_too_large`, `invalid_json`, `invalid_body`.
 */
export async function readJsonBody<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  if (!isJsonType(request.headers.get("content-type") ?? "")) throw wrongContentType();
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw bodyTooLarge();
  return checkedBody(schema, await readJson(request));
}
