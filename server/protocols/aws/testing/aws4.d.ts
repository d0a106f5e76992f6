/** The part of aws4 that the tests compare our signatures with. The package has no types. */
declare module "aws4" {
  interface Request {
    host: string;
    path: string;
    method: string;
    service: string;
    region: string;
    headers: Record<string, string>;
    body?: string;
    extraHeadersToIgnore?: Record<string, boolean>;
  }
  interface Keys {
    accessKeyId: string;
    secretAccessKey: string;
  }
  const aws4: { sign(request: Request, keys: Keys): { headers?: Record<string, unknown> } };
  export default aws4;
}
