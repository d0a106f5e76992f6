/** Who and what a sentence is about. */
export interface Names {
  product: string;
  /** Name of the account's provider as people know it. */
  provider: string;
}

/** What went wrong, in a person's words: a heading, what happened, and who can mend it how. */
export interface ProblemText {
  title: (names: Names) => string;
  what: (names: Names) => string;
  mend: (names: Names) => string;
}

/** Every word of the Connect UI is in this file, so that a translation replaces one file. */
export const texts = {
  unnamedProduct: "the app you came from",
  unnamedProvider: "the provider",

  list: {
    heading: (product: string) => `Connect your accounts to ${product}`,
    lead: "Choose the account you want to connect.",
    searchLabel: "Search accounts",
    searchPlaceholder: "Search",
    count: (shown: number, all: number) => (shown === all ? `${all} to choose from` : `${shown} of ${all}`),
    noHit: (query: string) => `Nothing here is called “${query}”.`,
    noHitHint: (product: string) => `Check the spelling. If it is missing, ask ${product} to offer it.`,
    clearSearch: "Clear search",
    label: "Accounts you can connect",
  },

  integration: {
    heading: (name: string, product: string) => `Connect your ${name} account to ${product}`,
    reconnectHeading: (name: string, product: string) => `Reconnect your ${name} account to ${product}`,
    reconnectLead: (product: string) =>
      `${product} lost access to this account. Connect it again to carry on where you left off.`,
    tripLead: (provider: string) => `You will continue at ${provider}, say yes there, and come back here.`,
    keyLead: (provider: string) =>
      `Enter what ${provider} gave you. It is checked with ${provider} before anything is saved.`,
    nothingLead: (provider: string) => `${provider} asks for nothing: there is nothing to enter.`,
    externalId: "External ID",
    externalIdHint: "Enter it in the trust policy of the role, so that nobody else can use it through us.",
    back: "All accounts",
    guide: (provider: string) => `Where do I find this in ${provider}?`,
    connect: "Connect",
    continueAt: (provider: string) => `Continue to ${provider}`,
    checking: (provider: string) => `Checking with ${provider}…`,
    leaving: (provider: string) => `Taking you to ${provider}…`,
    newPage: "(opens a new page)",
  },

  person: {
    /** Trust rule O3: whoever follows a link sees for whom the account is connected before anything happens. */
    as: "as",
    notYou: "Not you? Close this page.",
  },

  field: {
    optional: "Optional",
    chooseFile: "Choose a file",
    pemHint: "-----BEGIN …",
    guide: (label: string) => `Where do I find “${label}”?`,
    choose: "Choose…",
    notSet: "Leave unset",
    required: (label: string) => `${label} is missing. Enter it to go on.`,
    requiredChoice: (label: string) => `${label} is missing. Choose one to go on.`,
    notAChoice: "Choose one of the offered values.",
    pattern: "This does not look right. Check for missing or extra characters.",
    patternWithExample: (example: string) => `This does not look right. It should look like “${example}”.`,
    hostname: (example: string) => `Enter only the host name, such as ${example}.`,
    url: "Enter a full address that begins with https://.",
    email: "Enter an e-mail address, such as ada@example.com.",
    uuid: "Enter the id as it is shown: 36 characters with four dashes.",
    tooLong: "This is longer than any value we can accept.",
    whitespace: "This contains a space or line break in the middle. Copy it again.",
  },

  /** Labels of credentials where a provider's entry names none. */
  credentials: { apiKey: "API key", username: "User name", password: "Password" } as Record<string, string>,

  success: {
    heading: (name: string, product: string) => `${name} is connected to ${product}`,
    reconnected: (name: string, product: string) => `${name} is connected to ${product} again`,
    close: "You can close this page.",
    returnLead: (product: string) => `${product} can use it from now on.`,
    returnTo: (product: string) => `Return to ${product}`,
  },

  approval: {
    heading: (name: string) => `${name} waits for approval`,
    lead: (product: string) =>
      `Your request is with the owners of the account. As soon as one of them approves it, ${product} can use it; you need not come back.`,
    close: "You can close this page.",
  },

  pending: {
    heading: "Finishing the connection",
    lead: "This takes a moment. The page goes on by itself.",
    slowHeading: "This takes longer than usual",
    slowLead: "The provider has not answered yet. Reload to look again.",
    reload: "Reload",
  },

  actions: {
    tryAgain: "Try again",
    otherAccount: "Choose another account",
    returnTo: (product: string) => `Return to ${product}`,
  },

  secured: {
    by: "Secured by Keyhold",
    promise: (product: string) => `What you enter is stored encrypted and used only by ${product}.`,
  },

  errorCode: (code: string) => `Error code: ${code}`,
  providerSaid: "What was reported:",
  loadingPage: "Loading",
  title: "Connect your account",
} as const;

const startAgain = ({ product }: Names) => `Go back to ${product} and start again from there. You get a fresh link.`;
const tellProduct = ({ product }: Names) =>
  `You did nothing wrong. Only ${product} can mend this: please tell them, with the code below.`;

/** The closed list of problems a person can meet. Codes that are not in it are told as `unknown`. */
export const problemTexts = {
  no_session: {
    title: () => "This page needs a link",
    what: () => "You opened it without the link that says which app asked you to connect an account.",
    mend: () => "Go back to the app and start from there.",
  },
  invalid_connect_session_token_format: {
    title: () => "This link is incomplete",
    what: () => "A part of it is missing or was changed. That happens when a link breaks over two lines in an e-mail.",
    mend: () => "Copy the whole link and open it again, or ask the app that sent it for a new one.",
  },
  unknown_connect_session_token: {
    title: () => "This link is not valid",
    what: () => "It was withdrawn, or it belongs to another installation.",
    mend: startAgain,
  },
  connect_session_expired: {
    title: () => "This link has expired",
    what: () => "Links to connect an account work for 30 minutes, to keep your account safe. Nothing was saved.",
    mend: startAgain,
  },
  connect_session_used: {
    title: () => "This link was already used",
    what: () =>
      "Each link connects one account once. If you have just connected yours, all is well and you can close this page.",
    mend: ({ product }) => `To connect another account, go back to ${product} and start again from there.`,
  },
  integration_not_configured: {
    title: ({ provider }) => `${provider} is not set up yet`,
    what: ({ product, provider }) =>
      `${product} has not finished setting up its side of the connection to ${provider}.`,
    mend: tellProduct,
  },
  invalid_client: {
    title: ({ provider }) => `${provider} did not accept this app`,
    what: ({ product, provider }) =>
      `${provider} refused the registration that ${product} uses. Your account was not touched.`,
    mend: tellProduct,
  },
  integration_not_allowed: {
    title: () => "This account is not part of your link",
    what: ({ product }) => `The link you got from ${product} is for other accounts.`,
    mend: ({ product }) => `Choose one of the accounts on offer, or go back to ${product} for a new link.`,
  },
  unknown_provider_config: {
    title: () => "This account is no longer offered",
    what: ({ product }) => `${product} has removed or renamed it since your link was made.`,
    mend: ({ product }) => `Choose another account, or ask ${product} for a new link.`,
  },
  unknown_provider_template: {
    title: ({ provider }) => `${provider} cannot be connected right now`,
    what: ({ product }) => `The way ${product} connects to it is not known to this installation.`,
    mend: tellProduct,
  },
  invalid_auth_mode: {
    title: ({ provider }) => `${provider} cannot be connected here`,
    what: ({ provider }) => `${provider} is connected in a way this page does not offer.`,
    mend: tellProduct,
  },
  no_integrations: {
    title: () => "There is nothing to connect yet",
    what: ({ product }) => `${product} does not offer any account to connect.`,
    mend: ({ product }) => `Only ${product} can mend this: please tell them.`,
  },
  invalid_connection: {
    title: () => "Something in the form cannot be used",
    what: () => "A value was refused before anything was sent on. Nothing was saved.",
    mend: () => "Check what you entered, then try again.",
  },
  access_denied: {
    title: () => "You did not allow the connection",
    what: ({ product, provider }) =>
      `${provider} told us that access was declined. Nothing was connected and ${product} got nothing.`,
    mend: () =>
      "If that was a slip, try again and choose to allow it. If you may not decide this, ask your administrator.",
  },
  state_err: {
    title: () => "This attempt can no longer be finished",
    what: () => "It was finished already, took too long, or its address was changed on the way. Nothing was connected.",
    mend: () => "Try again and finish it in one go.",
  },
  state_cookie_err: {
    title: () => "Finish where you started",
    what: () =>
      "The connection was begun in another browser or its cookie is gone. To protect you, it was stopped and nothing was connected.",
    mend: () => "Try again in this browser, with cookies allowed. If you did not begin this yourself, close this page.",
  },
  callback_err: {
    title: ({ provider }) => `${provider} stopped the connection`,
    what: ({ provider }) => `${provider} sent you back without finishing. Nothing was connected.`,
    mend: ({ product }) => `Try again. If it happens twice, please tell ${product}, with the code below.`,
  },
  issuer_err: {
    title: () => "The answer came from the wrong place",
    what: ({ provider }) =>
      `What came back does not prove that it is from ${provider}. To protect you, it was thrown away.`,
    mend: ({ product }) => `Try again. If it happens twice, please tell ${product}, with the code below.`,
  },
  token_err: {
    title: ({ provider }) => `${provider} did not complete the connection`,
    what: ({ provider }) => `You allowed it, but ${provider} then refused to hand over access. Nothing was connected.`,
    mend: ({ product }) => `Try again. If it happens twice, please tell ${product}, with the code below.`,
  },
  provider_unavailable: {
    title: ({ provider }) => `${provider} does not answer right now`,
    what: ({ provider }) =>
      `We could not reach ${provider}, or it answered with an error of its own. Nothing was saved.`,
    mend: () => "Wait a moment, then try again.",
  },
  connection_test_failed: {
    title: ({ provider }) => `${provider} did not accept this`,
    what: ({ provider }) => `We tried the new access at ${provider} and it was refused. Nothing was saved.`,
    mend: () => "Check what you entered and which account you are signed in to, then try again.",
  },
  invalid_credentials: {
    title: ({ provider }) => `${provider} did not accept this`,
    what: ({ provider }) => `${provider} refused what was entered. Nothing was saved.`,
    mend: () => "Check what you entered, then try again.",
  },
  too_many_request: {
    title: () => "A little too fast",
    what: () => "There were too many tries in a short time.",
    mend: () => "Wait a minute, then try again.",
  },
  resource_capped: {
    title: () => "No more accounts can be connected",
    what: ({ product }) => `${product} has reached the number of connected accounts it allows.`,
    mend: tellProduct,
  },
  feature_disabled: {
    title: () => "This is switched off",
    what: ({ product }) => `${product} does not let people connect accounts here at the moment.`,
    mend: tellProduct,
  },
  unknown_attempt: {
    title: () => "There is no result to show here",
    what: () => "This result belongs to another browser, or it was too long ago.",
    mend: ({ product }) => `Go back to ${product} to see whether your account is connected.`,
  },
  unreachable: {
    title: () => "We cannot reach the server",
    what: () => "It did not answer. Your connection to the internet may be down, or the server is being restarted.",
    mend: () => "Check that you are online, then try again.",
  },
  server_error: {
    title: () => "Something broke on our side",
    what: () => "The server could not do this. Nothing was saved.",
    mend: ({ product }) => `Try again. If it happens twice, please tell ${product}, with the code below.`,
  },
  unknown: {
    title: () => "The account was not connected",
    what: () => "Something went wrong on the way. Nothing was saved.",
    mend: ({ product }) => `Try again. If it happens twice, please tell ${product}, with the code below.`,
  },
} satisfies Record<string, ProblemText>;
