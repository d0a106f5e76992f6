import { z } from "zod";

/** An email address. Keyhold stores and compares it in lower case. */
const Email = z
  .email("Enter an email address, such as ada@example.com.")
  .max(254)
  .transform((text) => text.toLowerCase());
const Password = z.string().min(10, "Use at least 10 characters.").max(200, "Use at most 200 characters.");

/** The sign-up form. Signing up also creates a team with two environments. */
export const SignUpInput = z.strictObject({
  name: z.string().trim().min(1, "Enter your name.").max(100, "Use at most 100 characters."),
  email: Email,
  password: Password,
});
export type SignUpInput = z.output<typeof SignUpInput>;

/** Asks for an email with a link to set a new password. */
export const RequestResetInput = z.strictObject({ email: Email });
export type RequestResetInput = z.output<typeof RequestResetInput>;

/** Sets a new password with the token from that email. */
export const ResetPasswordInput = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/), password: Password });
export type ResetPasswordInput = z.output<typeof ResetPasswordInput>;

export const SignInInput = z.object({ email: Email, password: z.string().min(1).max(200) });
export type SignInInput = z.output<typeof SignInInput>;
