/** Exits with an error message if Node is too old. Uses only syntax that an old Node can parse. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`Keyhold needs Node 20.19 or newer (24 is faster). This is Node ${process.versions.node}.\n`);
  process.exit(1);
}
