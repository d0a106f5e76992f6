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

/** Finds the addresses of a host name. */
export type Resolve = (hostname: string) => Promise<ResolvedAddress[]>;

export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

interface ConnectorOptions {
  allow: AllowList;
  resolve: Resolve;
  connectTimeoutMs: number;
  certificate?: ClientCertificate | undefined;
  /** Certificates in PEM, trusted beside those that Node.js trusts. */
  authorities?: readonly string[] | undefined;
}

/**
 * Opens sockets to permitted addresses only. The check sits between name resolution and the socket: what was checked is
 * what gets connected, so a name that changes its answer in between (DNS rebinding) gains nothing.
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
    // An address written in the URL itself is never looked up.
    if (isIP(host) !== 0 && !isPermitted(host)) return callback(blocked(host), null);
    return connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      // A second look, at the far end itself, should the look-up ever be passed by.
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
    `${host} does not lead to an address of the public internet. KEYHOLD_OUTBOUND_ALLOW can permit it.`,
  );
}
