/** A client certificate and its key, both PEM (RFC 8705). */
export interface ClientCertificate {
  cert: string;
  key: string;
}

export interface CallInit extends RequestInit {
  /** Sent in the TLS handshake. */
  clientCertificate?: ClientCertificate | undefined;
}

/** What a protocol needs from outside: fetch, a clock and randomness. */
export interface Io {
  fetch(url: string, init: CallInit): Promise<Response>;
  /** Epoch milliseconds. */
  now(): number;
  /** Cryptographically strong bytes. */
  random(bytes: number): Uint8Array;
}
