import type { Variable } from "@/providers/load";

const LABEL = /^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$/i;
const HOSTNAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const MAX_LENGTH = 500;

const KINDS: Record<Variable["kind"], { fits: (value: string) => boolean; problem: string }> = {
  label: { fits: (value) => LABEL.test(value), problem: "Enter only the first part of the address, such as acme." },
  hostname: {
    fits: (value) => HOSTNAME.test(value),
    problem: "Enter a host name, such as acme.example.com, without https://.",
  },
  url: { fits: isHttpsUrl, problem: "Enter an address that begins with https://." },
  choice: { fits: () => true, problem: "" },
  digits: { fits: (value) => /^\d+$/.test(value), problem: "Enter digits only." },
  uuid: {
    fits: (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
    problem: "Enter the id in the form 8-4-4-4-12.",
  },
  email: { fits: (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), problem: "Enter an e-mail address." },
  text: { fits: () => true, problem: "" },
};

function isHttpsUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return url.protocol === "https:" && !url.username && !url.password && HOSTNAME.test(url.hostname);
}

/** Says what is wrong with a value for a provider's variable, in words for the person who typed it. Null: nothing. */
export function checkVariable(variable: Variable, value: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (value.length > MAX_LENGTH || /[\u0000-\u001f\u007f]/.test(value))
    return "This value is too long or has characters that cannot be used.";
  const kind = KINDS[variable.kind];
  if (!kind.fits(value)) return kind.problem;
  if (variable.values && !variable.values.includes(value)) return `Choose one of: ${variable.values.join(", ")}.`;
  if (variable.pattern && !new RegExp(variable.pattern).test(value)) {
    return variable.example
      ? `This does not look right. It should look like ${variable.example}.`
      : "This does not look right. Check it again.";
  }
  return null;
}
