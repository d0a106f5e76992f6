import type { EndUserView } from "@/wire/connections";

/** An end user in two lines: what they are called, and what tells them apart. */
export interface PersonWords {
  title: string;
  detail: string | null;
}

/** Says whose a connection is, with the most telling words there are. */
export function personWords(endUser: EndUserView | null): PersonWords {
  if (!endUser) return { title: "No end user", detail: null };
  const { id, email, display_name: name } = endUser;
  const [title = "No end user", detail = null] = [name, email, id].flatMap((words) => words || []);
  return { title, detail };
}
