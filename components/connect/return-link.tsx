import { Button } from "@/components/ui/button";
import { webAddress } from "./fields";
import { useTexts } from "./texts-context";

interface ReturnLinkProps {
  /** Set by the product's backend when it creates the session. A browser can't change it, so the link can't be an open redirect. */
  href: string | null | undefined;
  product: string | undefined;
  isMain: boolean;
}

/** A link back to the product. Nothing when there is no valid URL. */
export function ReturnLink({ href, product, isMain }: ReturnLinkProps) {
  const t = useTexts();
  const address = webAddress(href);
  if (!address) return null;
  return (
    <Button asChild variant={isMain ? "default" : "outline"} size="lg">
      <a href={address} rel="noreferrer noopener">
        {t("return_to", { product: product || t("unnamed_product") })}
      </a>
    </Button>
  );
}
