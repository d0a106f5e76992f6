import { ConnectApp } from "@/components/connect/connect-app";

/** The same page for everyone: only the browser reads the session token, never the server. */
export default function ConnectPage() {
  return <ConnectApp />;
}
