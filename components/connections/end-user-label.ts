import type { EndUserView } from "@/wire/connections";

/** The label of an end user: a title, and a detail that identifies them. */
export interface EndUserLabel {
  title: string;
  detail: string | null;
}

/** Returns the label of an end user: name, email address or ID, whichever is known. */
export function endUserLabel(endUser: EndUserView | null): EndUserLabel {
  if (!endUser) return { title: "No end user", detail: null };
  const { id, email, display_name: name } = endUser;
  const [title = "No end user", detail = null] = [name, email, id].flatMap((label) => label || []);
  return { title, detail };
}
