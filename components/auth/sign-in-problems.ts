const PROBLEMS: Record<string, string> = {
  CredentialsSignin: "Wrong email address or password. Check both, and whether Caps Lock is on.",
  AccessDenied: "Access wasn't granted. Try again, or sign in another way.",
  OAuthAccountNotLinked: "This email address already has an account. Sign in the way you did before.",
  no_email: "We can't read the email address of that account. Sign in with email and password instead.",
  email_not_verified: "That account's email address isn't verified. Verify it there, then try again.",
  SessionRequired: "Sign in to see this page.",
};

const OTHER = "Signing in failed. Try again. If it happens again, contact the administrator of this instance.";

/** Returns the message for an error code from next-auth or from our own sign-in rules. */
export function describeSignInProblem(code: string): string {
  return Object.hasOwn(PROBLEMS, code) ? (PROBLEMS[code] ?? OTHER) : OTHER;
}
