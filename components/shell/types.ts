/** An environment as the frame shows it. */
export interface ShellEnvironment {
  name: string;
  isProduction: boolean;
  teamName: string;
}

/** The signed-in person as the frame shows them. */
export interface ShellUser {
  name: string;
  email: string;
}

/** What the sidebar needs, wherever it stands. */
export interface ShellProps {
  environments: readonly ShellEnvironment[];
  /** Name of the environment that is shown. */
  current: string;
  user: ShellUser;
}
