import type { Dispatcher } from "undici";
import { SigningFailed } from "./classify.ts";
import { exchange } from "./exchange.ts";
import type { Outgoing, Send } from "./send.ts";
import type { TokenSource } from "./token.ts";

export interface Connection {
  readonly origin: string;
  readonly providerName: string;
  readonly dispatcher: Dispatcher;
  readonly token: TokenSource;
}

/** By https, with a token that we sign. */
export function directSend({ origin, providerName, dispatcher, token }: Connection): Send {
  return async (outgoing, signal, handedOver) => {
    const bearer = await token.get().catch((failure: unknown) => {
      throw new SigningFailed(failure);
    });
    // Stopped while we signed? Then the signal is aborted and undici sends nothing any more.
    handedOver();
    const { method, path, body } = outgoing;
    const headers = headersOf(providerName, bearer, outgoing);
    const answer = await exchange(dispatcher, origin, { method, path, body, headers }, signal);
    // The key may have been rotated: the next request signs anew. This one is not repeated, 401 is not transient.
    if (answer.status === 401) token.forget();
    return answer;
  };
}

function headersOf(providerName: string, bearer: string, { traceparent }: Outgoing): Record<string, string> {
  return {
    authorization: `Bearer ${bearer}`,
    "content-type": "application/json",
    accept: "application/json",
    "telephony-provider-name": providerName,
    ...(traceparent === null ? {} : { traceparent }),
  };
}
