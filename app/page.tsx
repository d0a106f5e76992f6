import type { Metadata } from "next";
import { CallToAction } from "@/components/landing/call-to-action";
import { Features } from "@/components/landing/features";
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
        <Features />
        <CallToAction />
      </main>
      <SiteFooter />
    </>
  );
}
