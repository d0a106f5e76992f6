"use client";
import { useEffect, useRef } from "react";

/** True once a screen was shown in this page load: the first one must not take the focus from where the person is. */
let hasShownScreen = false;

/** The heading of a screen. It names the page and, on a change of screen, takes the focus so that it is read out. */
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
