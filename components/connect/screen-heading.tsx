"use client";
import { useEffect, useRef } from "react";

/** True once a screen was shown in this page load. The first one must not move the focus. */
let hasShownScreen = false;

/** The heading of a screen. It sets the page title, and takes the focus on a change of screen so that screen readers read it. */
export function ScreenHeading({ children }: { children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasShownScreen) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    hasShownScreen = true;
  }, []);
  useEffect(() => {
    document.title = children;
  }, [children]);
  return (
    <h1
      ref={heading}
      tabIndex={-1}
      className="text-balance break-words font-semibold text-xl leading-7 tracking-tight outline-none sm:text-2xl sm:leading-8"
    >
      {children}
    </h1>
  );
}
