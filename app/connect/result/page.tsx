import { UnknownResult } from "@/components/connect/unknown-result";

interface Props {
  searchParams: Promise<{ error?: string | string[] }>;
}

/** A trip to the provider that cannot be matched to one of this browser's: the code picks one of our own texts, no more. */
export default async function ResultPage({ searchParams }: Props) {
  const { error } = await searchParams;
  return <UnknownResult code={typeof error === "string" ? error : "unknown_attempt"} />;
}
