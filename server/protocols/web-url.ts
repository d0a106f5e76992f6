const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Parses a URL that a browser or Keyhold may call: https, or http on this machine (the lab). @throws TypeError for any other. */
export function webUrl(text: string): URL {
  const url = new URL(text);
  const isPlainOnLoopback = url.protocol === "http:" && LOOPBACK.test(url.hostname);
  if (url.protocol !== "https:" && !isPlainOnLoopback) throw new TypeError("The URL must begin with https://");
  if (url.username || url.password) throw new TypeError("The URL must not contain a username or password");
  return url;
}
