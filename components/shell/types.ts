/** An environment as the frame shows it. */
export interface ShellEnvironment {
  name: string;
  isProduction: boolean;
  teamName: string;
}

/** The signed-in user as the frame shows them. */
export interface ShellUser {
  name: string;
  email: string;
}

/** The props of the sidebar. */
export interface ShellProps {
  environments: readonly ShellEnvironment[];
  /** The name of the current environment. */
  current: string;
  user: ShellUser;
}
