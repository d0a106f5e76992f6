import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from "node:net";

/** A real HTTP server on loopback, for tests. */
export interface TestServer {
  port: number;
  host: string;
  url: string;
  close(): Promise<void>;
}

/** Idle for longer than a busy machine pauses: a client must not pick a connection that the server is about to close. */
const KEEP_ALIVE_MS = 65_000;

/** Serves a listener on a free port of loopback. */
export async function startServer(listener: RequestListener): Promise<TestServer> {
  const server: Server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener);
  const port = await listen(server, "127.0.0.1");
  const host = `127.0.0.1:${port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { port, host, url: `http://${host}`, close };
}

/** A server on every IPv4 address of this machine. It closes each connection at once and counts calls per address. */
export async function startCounter(): Promise<{ port: number; calls: Map<string, number>; close(): Promise<void> }> {
  const calls = new Map<string, number>();
  const server = createTcpServer((socket) => {
    const address = socket.localAddress ?? "unknown";
    calls.set(address, (calls.get(address) ?? 0) + 1);
    socket.on("error", () => undefined);
    socket.destroy();
  });
  const port = await listen(server, "0.0.0.0");
  return { port, calls, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

async function listen(server: TcpServer, host: string): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}
