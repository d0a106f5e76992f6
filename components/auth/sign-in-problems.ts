const PROBLEMS: Record<string, string> = {
  CredentialsSignin: "E-mail address and password do not belong together. Check both, and whether Caps Lock is on.",
  AccessDenied: "Access was not granted there. Try again, or sign in another way.",
  OAuthAccountNotLinked: "This address already has an account here. Sign in the way you did before.",
  no_email: "That account has no e-mail address we may read. Sign in with e-mail and password instead.",
  email_not_verified: "That account's e-mail address is not verified. Verify it there, then try again.",
  SessionRequired: "Sign in to see that page.",
};

const OTHER = "Signing in did not work. Try again; if it happens twice, tell whoever runs this Keyhold.";

/** A person's words for the code with which next-auth, or our own rule, refused a sign-in. */
export function describeSignInProblem(code: string): string {
  return Object.hasOwn(PROBLEMS, code) ? (PROBLEMS[code] ?? OTHER) : OTHER;
}
