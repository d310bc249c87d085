import { Agent, fetch, type RequestInit, type Response } from "undici";

/** The strict-origin console has a certificate of its own making; only this loopback client takes it unchecked. */
const loopback = new Agent({ connect: { rejectUnauthorized: false } });

/** `fetch` to a process of ours on this machine. Refuses any other address. */
export function loopbackFetch(url: string, init: RequestInit = {}): Promise<Response> {
  const { hostname } = new URL(url);
  if (hostname !== "127.0.0.1" && hostname !== "localhost") throw new Error(`${hostname} is not on this machine.`);
  return fetch(url, { ...init, dispatcher: loopback });
}
