/** The style sheet of the lab. Its hash is in the content security policy. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --text: #16181d; --soft: #565b66; --line: #dfe2e8; --hover: #f1f3f6;
  --accent: #0f766e; --on-accent: #ffffff; --accent-hover: #0b5f59; --accent-soft: #e3f3f1; --ring: #0f766e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1013; --card: #16191e; --text: #edeff2; --soft: #a4abb6; --line: #2b3038; --hover: #1e2228;
    --accent: #5eead4; --on-accent: #06231f; --accent-hover: #99f6e4; --accent-soft: #12312d; --ring: #5eead4;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100dvh; padding: 24px 16px; display: grid; align-content: center; justify-items: center; gap: 16px;
  grid-template-columns: minmax(0, 1fr);
  background: var(--page); color: var(--text); font: 16px/1.5 ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif;
}
main { width: 100%; background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 32px; }
.card { max-width: 432px; }
.wide { max-width: 880px; }
@media (max-width: 480px) { main { padding: 24px 20px; } }
.brand {
  display: inline-flex; align-items: center; gap: 6px; margin: 0 0 20px; padding: 4px 12px 4px 8px;
  border-radius: 999px; background: var(--accent-soft); color: var(--accent); font-size: 14px; font-weight: 600;
}
h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; }
h2 { margin: 32px 0 8px; font-size: 18px; }
p { margin: 0 0 16px; }
.soft, footer { color: var(--soft); }
footer { font-size: 14px; text-align: center; }
form { display: grid; gap: 8px; margin: 24px 0 0; }
button {
  font: inherit; cursor: pointer; min-height: 44px; padding: 8px 16px; border-radius: 10px; border: 1px solid var(--line);
  background: transparent; color: var(--text); font-weight: 500;
}
button:hover { background: var(--hover); }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
button.main:hover { background: var(--accent-hover); border-color: var(--accent-hover); }
button.person { display: flex; align-items: center; gap: 12px; padding: 12px; text-align: left; }
:focus-visible { outline: 2px solid var(--ring); outline-offset: 2px; }
.face {
  flex: none; display: grid; place-items: center; width: 40px; height: 40px; border-radius: 50%;
  background: var(--accent-soft); color: var(--accent); font-size: 14px; font-weight: 600;
}
.lines { display: grid; min-width: 0; line-height: 1.35; overflow-wrap: anywhere; }
.lines small { color: var(--soft); font-size: 14px; font-weight: 400; }
.signed-in { display: flex; align-items: center; gap: 12px; margin: 16px 0; padding: 12px; border: 1px solid var(--line); border-radius: 10px; }
.signed-in { flex-wrap: wrap; }
.signed-in .lines { flex: 1 0 176px; }
a { color: var(--accent); text-underline-offset: 3px; }
ul { margin: -8px 0 0; padding: 0; list-style: none; }
li { display: flex; gap: 10px; padding: 6px 0; }
li::before { content: "✓"; color: var(--accent); font-weight: 600; }
.next { margin: 16px 0 0; font-size: 14px; color: var(--soft); overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td:first-child { white-space: nowrap; }
th { color: var(--soft); font-weight: 500; }
code, pre { font: 13px/1.55 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
code { padding: 1px 5px; border-radius: 5px; background: var(--hover); white-space: nowrap; }
pre { margin: 8px 0 0; padding: 14px 16px; border-radius: 10px; background: var(--hover); overflow-x: auto; }
`;
