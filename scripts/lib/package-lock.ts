const REMEDY_MISSING =
  "Pin a version that has every platform, delete package-lock.json and node_modules, and install again.";
const REMEDY_HOST = "Install with omit-lockfile-registry-resolved=true, as .npmrc says.";

/** The parts of a package-lock.json that are checked. */
export interface Lock {
  packages: Packages;
}

interface LockedPackage {
  version?: string;
  resolved?: string;
  link?: boolean;
  optional?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

type Packages = Partial<Record<string, LockedPackage>>;

/** Returns the problems of a lock file, one line each. */
export function lockProblems({ packages }: Lock): string[] {
  return [...missingOptionals(packages), ...registryHosts(packages)];
}

/** Some registries lack the binaries of other platforms. npm then omits them silently, and `npm ci` fails there. */
function missingOptionals(packages: Packages): string[] {
  return Object.entries(packages).flatMap(([place, entry]) =>
    Object.entries(entry?.optionalDependencies ?? {})
      .filter(([name]) => !candidates(place, name).some((candidate) => packages[candidate]))
      .map(([name, version]) => `${name}@${version}, optional for ${nameOf(place)}, is missing. ${REMEDY_MISSING}`),
  );
}

/** Returns where Node looks for a package, from the inside out. */
function candidates(place: string, name: string): string[] {
  const own = `${place}/node_modules/${name}`.replace(/^\//, "");
  const parent = place.lastIndexOf("node_modules/");
  return parent < 0 ? [own] : [own, ...candidates(place.slice(0, parent).replace(/\/$/, ""), name)];
}

function nameOf(place: string): string {
  return place.split("node_modules/").at(-1) || "the project";
}

/** Everyone downloads from the hosts in the lock file, whatever registry they have configured. */
function registryHosts(packages: Packages): string[] {
  const placesOf = new Map<string, string[]>();
  for (const [place, entry] of Object.entries(packages)) {
    const resolved = entry?.resolved;
    if (!resolved?.includes("://")) continue;
    const { host } = new URL(resolved);
    placesOf.set(host, [...(placesOf.get(host) ?? []), place]);
  }
  return [...placesOf].map(([host, [first = "", ...others]]) => {
    const more = others.length > 0 ? ` (and ${others.length} more)` : "";
    return `${nameOf(first)}${more} names the host ${host} in "resolved". ${REMEDY_HOST}`;
  });
}
