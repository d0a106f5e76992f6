import type { Metadata } from "next";
import { Begin } from "@/components/landing/begin";
import { Facts } from "@/components/landing/facts";
import { Hero } from "@/components/landing/hero";
import { SiteFooter } from "@/components/landing/site-footer";
import { SiteHeader } from "@/components/landing/site-header";
import { Steps } from "@/components/landing/steps";

export const metadata: Metadata = { title: { absolute: "Keyhold: let your users connect their accounts" } };

/** The landing page. */
export default function LandingPage() {
  return (
    <>
      <SiteHeader />
      <main>
        <Hero />
        <Steps />
        <Facts />
        <Begin />
      </main>
      <SiteFooter />
    </>
  );
}
