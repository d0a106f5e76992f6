export type TokenKind = "plain" | "keyword" | "string" | "number" | "comment";

export interface Token {
  kind: TokenKind;
  text: string;
}

export type Language = "bash" | "js" | "json" | "text";

const STRING = /"(?:\\.|[^"\\\n])*"|'[^']*'|`(?:\\.|[^`\\])*`/;
const NUMBER = /\b\d[\d_]*(?:\.\d+)?\b/;

/** The token kinds of each language. Of two that start at the same position, the first one wins. */
const GRAMMARS: Record<Exclude<Language, "text">, [TokenKind, RegExp][]> = {
  js: [
    ["comment", /\/\/[^\n]*|\/\*[\s\S]*?\*\//],
    ["string", STRING],
    [
      "keyword",
      /\b(?:await|async|break|case|catch|class|const|continue|else|export|false|finally|for|from|function|if|import|in|let|new|null|of|return|throw|true|try|typeof|undefined|while)\b/,
    ],
    ["number", NUMBER],
  ],
  bash: [
    ["comment", /(?<=^|\s)#[^\n]*/],
    ["string", STRING],
    [
      "keyword",
      /(?<=^|\n|[|;&(]\s*)(?:cd|curl|docker|echo|export|git|jq|node|npm|npx|openssl)\b|(?<=\s)--?[a-zA-Z][\w-]*|\$\{?\w+\}?/,
    ],
  ],
  json: [
    ["keyword", /"(?:\\.|[^"\\\n])*"(?=\s*:)|\b(?:true|false|null)\b/],
    ["string", STRING],
    ["number", /-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b/],
  ],
};

/** Splits a snippet into tokens for highlighting. Their texts joined are the snippet. */
export function highlight(code: string, language: Language): Token[] {
  if (language === "text") return [{ kind: "plain", text: code }];
  const grammar = GRAMMARS[language];
  const pattern = new RegExp(grammar.map(([, part]) => `(${part.source})`).join("|"), "g");
  const tokens: Token[] = [];
  let end = 0;
  for (const match of code.matchAll(pattern)) {
    const kind = grammar[match.slice(1).findIndex((group) => group !== undefined)]?.[0] ?? "plain";
    if (match.index > end) tokens.push({ kind: "plain", text: code.slice(end, match.index) });
    tokens.push({ kind, text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < code.length) tokens.push({ kind: "plain", text: code.slice(end) });
  return tokens;
}
