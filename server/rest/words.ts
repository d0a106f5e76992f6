import type { z } from "zod";

/** Our words for what schemas most often refuse; the rest keeps the library's. Never repeats the input: it may be a secret. */
export const plainWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "This is required.";
      return `This must be ${/^[aeiou]/.test(issue.expected) ? "an" : "a"} ${issue.expected}.`;
    case "unrecognized_keys":
      return `There is no field ${issue.keys.map((key) => `"${key.slice(0, 100)}"`).join(", ")} here.`;
    case "invalid_value":
      return `This must be one of: ${issue.values.map(String).join(", ")}.`;
    default:
      return undefined;
  }
};
