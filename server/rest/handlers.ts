import { rest } from "./app";

function handle(request: Request): Response | Promise<Response> {
  return rest.fetch(request);
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
