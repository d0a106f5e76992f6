import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { rootCertificates } from "node:tls";
import { buildConnector } from "undici";
import type { ClientCertificate } from "@/server/protocols/io";
import { isPublicAddress } from "./address";
import { type AllowList, plainHost } from "./allow-list";
import { OutboundError } from "./errors";

export interface ResolvedAddress {
  address: string;
  family: number;
}

/** Resolves a host name to addresses. */
export type Resolve = (hostname: string) => Promise<ResolvedAddress[]>;

export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

interface ConnectorOptions {
  allow: AllowList;
  resolve: Resolve;
  connectTimeoutMs: number;
  certificate?: ClientCertificate | undefined;
  /** PEM certificates to trust in addition to those of Node.js. */
  authorities?: readonly string[] | undefined;
}

/**
 * Opens sockets to permitted addresses only. The check is between name resolution and the socket, so Keyhold connects to
 * exactly the address it checked. This stops DNS rebinding, where a name changes its address in between.
 */
export function guardedConnector({
  allow,
  resolve,
  connectTimeoutMs,
  certificate,
  authorities,
}: ConnectorOptions): buildConnector.connector {
  const tls = { ...certificate, ...(authorities && { ca: [...rootCertificates, ...authorities] }) };
  const make = (isPermitted: (address: string) => boolean) => {
    const lookup = guardedLookup(resolve, isPermitted);
    return {
      isPermitted,
      connect: buildConnector({ lookup, timeout: connectTimeoutMs, allowH2: false, ...tls }),
    };
  };
  const anywhere = make(() => true);
  const guarded = make((address) => isPublicAddress(address) || allow.allowsAddress(address));

  return (options, callback) => {
    const host = plainHost(options.hostname);
    const port = Number(options.port) || (options.protocol === "https:" ? 443 : 80);
    const { isPermitted, connect } = allow.allowsHost(host, port) ? anywhere : guarded;
    // An IP address in the URL is never resolved, so check it here.
    if (isIP(host) !== 0 && !isPermitted(host)) return callback(blocked(host), null);
    return connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      // Second check, on the connected address, in case the lookup was bypassed.
      if (socket.remoteAddress !== undefined && isPermitted(socket.remoteAddress)) return callback(null, socket);
      socket.destroy();
      return callback(blocked(host), null);
    });
  };
}

function guardedLookup(resolve: Resolve, isPermitted: (address: string) => boolean): LookupFunction {
  return (hostname, { all }, done) => {
    resolve(hostname).then(
      (found) => {
        const permitted = found.filter(({ address }) => isPermitted(address));
        const [first] = permitted;
        if (!first) done(blocked(hostname), "", 0);
        else if (all) done(null, permitted);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, "", 0),
    );
  };
}

function blocked(host: string): OutboundError {
  return new OutboundError(
    "blocked_address",
    `${host} does not resolve to a public address. To allow it, add it to KEYHOLD_OUTBOUND_ALLOW.`,
  );
}
