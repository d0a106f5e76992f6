export { createDataKey, indexKey } from "./data-keys";
export { type Owner, SealError } from "./envelope";
export { equalHashes, type HashPurpose, lookupHash } from "./hash";
export { open, seal } from "./seal";
