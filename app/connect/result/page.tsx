import { UnknownResult } from "@/components/connect/unknown-result";

interface Props {
  searchParams: Promise<{ error?: string | string[] }>;
}

/** Shown when a callback matches no flow of this browser. The code only selects one of our own texts. */
export default async function ResultPage({ searchParams }: Props) {
  const { error } = await searchParams;
  return <UnknownResult code={typeof error === "string" ? error : "unknown_attempt"} />;
}
