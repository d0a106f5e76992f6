import type { z } from "zod";

/** Our messages for the most common schema issues. Others keep zod's. Messages never repeat the input, which can be a secret. */
export const plainWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "This is required.";
      return `This must be ${/^[aeiou]/.test(issue.expected) ? "an" : "a"} ${issue.expected}.`;
    case "unrecognized_keys":
      return `Unknown field: ${issue.keys.map((key) => `"${key.slice(0, 100)}"`).join(", ")}.`;
    case "invalid_value":
      return `This must be one of: ${issue.values.map(String).join(", ")}.`;
    default:
      return undefined;
  }
};
