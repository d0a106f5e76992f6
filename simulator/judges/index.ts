export { judgeCanonicalHmac } from "./canonical-hmac";
export { judgeClientAuth, judgePkce } from "./client-auth";
export { judgeJwt } from "./jwt";
export { judgeMessageSignature } from "./message-signature";
export { judgeOAuth1 } from "./oauth1";
export { judgeSaml } from "./saml";
export { judgeSigV4 } from "./sigv4";
export type { SeenRequest, Verdict } from "./verdict";
export { judgeWsse } from "./wsse";
