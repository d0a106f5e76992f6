import { UserRound } from "lucide-react";
import type { ConnectEndUser } from "./end-user";
import { useTexts } from "./texts-context";

/** Shows whom the account is connected for, so that someone who got another person's link notices. */
export function EndUserLine({ endUser }: { endUser: ConnectEndUser | null }) {
  const t = useTexts();
  if (!endUser) return null;
  return (
    <div className="mt-3 flex gap-2.5 rounded-lg border bg-muted/50 px-3 py-2.5 text-sm leading-5">
      <UserRound aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <p className="min-w-0 break-words text-muted-foreground">
        {t("end_user_as")} <strong className="font-medium text-foreground">{endUser.name}</strong>
        {endUser.email && <> · {endUser.email}</>}
        <span className="block">{t("end_user_not_you")}</span>
      </p>
    </div>
  );
}
