import type { Backend } from "./api";
import type { lab } from "./lab";

/** Connects three end users: one healthy, one whose refresh fails temporarily, one who needs a reconnect. */
export async function connectInEveryHealth(api: Backend, levers: ReturnType<typeof lab>) {
  await api.addIntegration("lab-oauth2");
  await api.addIntegration("lab-api-key");
  const connect = (integration: string, id: string, display_name: string) =>
    api.connect(integration, { end_user: { id, display_name, email: `${id}@example.com` } });
  const healthy = await connect("lab-api-key", "ada", "Ada Lovelace");
  const failing = await connect("lab-oauth2", "grace", "Grace Hopper");
  const lost = await connect("lab-oauth2", "alan", "Alan Turing");
  await levers.set(failing, { refresh: "500" });
  await api.refresh(failing, "lab-oauth2");
  await levers.revoke(lost);
  await api.refresh(lost, "lab-oauth2");
  return { healthy, failing, lost };
}
