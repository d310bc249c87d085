import type { LegId } from "../ids.ts";
import type { TelephonyRequest } from "../request.ts";
import type { Call } from "./state.ts";

/** Whether the same is asked of the same leg already, and waits for its answer. */
export const isPending = ({ pending }: Call, wish: TelephonyRequest): boolean =>
  Object.values(pending).some(({ request }) => request.type === wish.type && legOf(request) === legOf(wish));

const legOf = (request: TelephonyRequest): LegId | null => ("legId" in request ? request.legId : null);
