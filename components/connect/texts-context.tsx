"use client";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { ConnectMessages } from "@/messages/connect-ui";
import { createTexts, type Texts } from "./texts";

const Context = createContext<Texts | null>(null);

interface TextsProviderProps {
  locale: string;
  messages: ConnectMessages;
  children: ReactNode;
}

/** Provides the texts in one language to the screens below it. */
export function TextsProvider({ locale, messages, children }: TextsProviderProps) {
  const texts = useMemo(() => createTexts(locale, messages), [locale, messages]);
  return <Context value={texts}>{children}</Context>;
}

/** Returns the texts of the Connect UI in the reader's language. */
export function useTexts(): Texts {
  const texts = useContext(Context);
  if (!texts) throw new Error("useTexts needs a TextsProvider above it.");
  return texts;
}
