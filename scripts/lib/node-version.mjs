/** Ends the process with one clear line when Node is too old. Written so that an old Node can read it. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`Keyhold needs Node 20.19 or newer (24 is faster); this is ${process.versions.node}.\n`);
  process.exit(1);
}
