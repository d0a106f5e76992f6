import { cookies } from "next/headers";
import { ResultScreen } from "@/components/connect/result-screen";
import { UnknownResult } from "@/components/connect/unknown-result";
import { readFlowResult } from "@/server/connect/flow/result";

interface Props {
  params: Promise<{ attemptId: string }>;
}

/** The result of a flow. Shown only to the browser that started the flow, which its cookie proves. */
export default async function AttemptResultPage({ params }: Props) {
  const { attemptId } = await params;
  const jar = await cookies();
  const result = await readFlowResult({ attemptId, readCookie: (name) => jar.get(name)?.value });
  return result ? <ResultScreen result={result} /> : <UnknownResult code="unknown_attempt" />;
}
