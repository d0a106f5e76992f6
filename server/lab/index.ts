export { labApp } from "./app";
export type { Lab } from "./lab";
