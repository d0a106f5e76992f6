const REMEDY_MISSING =
  "Pin a version that has every platform, delete package-lock.json and node_modules, and install anew.";
const REMEDY_HOST = "Install with omit-lockfile-registry-resolved=true, as .npmrc says.";

/**
 * What is wrong with a lock file, one line each. Empty: nothing.
 *
 * @param lock the parsed package-lock.json.
 */
export function lockProblems({ packages }) {
  return [...missingOptionals(packages), ...registryHosts(packages)];
}

/** Some registries lack the binaries of other platforms; npm then leaves them out without a word, and `npm ci` fails. */
function missingOptionals(packages) {
  return Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !candidates(place, name).some((candidate) => packages[candidate]))
      .map(([name, version]) => `${name}@${version}, optional for ${nameOf(place)}, is missing. ${REMEDY_MISSING}`),
  );
}

/** Where Node would look for a package, from the inside out. */
function candidates(place, name) {
  const own = `${place}/node_modules/${name}`.replace(/^\//, "");
  const parent = place.lastIndexOf("node_modules/");
  return parent < 0 ? [own] : [own, ...candidates(place.slice(0, parent).replace(/\/$/, ""), name)];
}

function nameOf(place) {
  return place.split("node_modules/").at(-1) || "the project";
}

/** An address in the lock file is where everybody downloads from, whatever registry they have set up. */
function registryHosts(packages) {
  const placesOf = new Map();
  for (const [place, { resolved }] of Object.entries(packages)) {
    if (!resolved?.includes("://")) continue;
    const { host } = new URL(resolved);
    placesOf.set(host, [...(placesOf.get(host) ?? []), place]);
  }
  return [...placesOf].map(([host, [first, ...others]]) => {
    const more = others.length > 0 ? ` (and ${others.length} more)` : "";
    return `${nameOf(first)}${more} names the host ${host} in "resolved". ${REMEDY_HOST}`;
  });
}
