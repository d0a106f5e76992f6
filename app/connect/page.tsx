import { ConnectApp } from "@/components/connect/connect-app";

/** The same for everybody: the session's token is read in the browser, never by a page of the server. */
export default function ConnectPage() {
  return <ConnectApp />;
}
