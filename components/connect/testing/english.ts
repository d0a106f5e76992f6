import { connectMessages } from "@/messages/connect-ui";
import { createTexts } from "../texts";

/** The English texts, for tests. */
export const english = createTexts("en", connectMessages("en"));
