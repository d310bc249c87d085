import type { ServerResponse } from "node:http";
import type { ConsoleChange } from "../console-contract.ts";
import { viewPresence } from "../omni/presence.ts";
import type { Org } from "../org/org.ts";
import type { Change } from "../org/store.ts";
import type { AgentWork, VoiceCall, VoiceCallRecording } from "../console-contract.ts";
import type { StoredTranscript, User } from "../org/tables.ts";
import { viewContactCenter } from "../setup/contact-centers.ts";

export interface ChangeStreams {
  /** Sends everything after `after`, or `reset` when that is no longer kept, and then each change as it happens. */
  open(response: ServerResponse, userId: string, after: number): void;
  /** Tells every page to load its state again. */
  reset(): void;
  /** Comment line that keeps quiet connections alive. */
  beat(): void;
  close(): void;
}

const KEPT = 5_000;

export function createChangeStreams(org: Org): ChangeStreams {
  let kept: Change[] = [];
  /** Changes up to this revision are not kept. */
  let floor = org.store.revision;
  const open = new Map<ServerResponse, string>();

  const stop = org.store.onChange((change) => {
    if (toConsoleChange(org, change, null) === null) return;
    kept.push(change);
    if (kept.length > KEPT * 1.5) {
      kept = kept.slice(-KEPT);
      floor = (kept[0]?.revision ?? 1) - 1;
    }
    for (const [response, userId] of open) send(response, toConsoleChange(org, change, userId));
  });

  return {
    open(response, userId, after) {
      response.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      });
      response.write(": open\n\n");
      if (after < floor || after > org.store.revision) send(response, { kind: "reset", revision: org.store.revision });
      else for (const change of kept) if (change.revision > after) send(response, toConsoleChange(org, change, userId));
      open.set(response, userId);
      response.on("close", () => open.delete(response));
    },
    reset() {
      kept = [];
      floor = org.store.revision;
      for (const response of open.keys()) send(response, { kind: "reset", revision: org.store.revision });
    },
    beat() {
      for (const response of open.keys()) response.write(": beat\n\n");
    },
    close() {
      stop();
      for (const response of open.keys()) response.end();
    },
  };
}

function send(response: ServerResponse, change: ConsoleChange | null): void {
  if (change === null) return;
  response.write(`id: ${change.revision}\ndata: ${JSON.stringify(change)}\n\n`);
}

/** What a page of this user is told; null is told nothing. `userId` null: would anybody be told? */
function toConsoleChange(org: Org, { table, record, revision }: Change, userId: string | null): ConsoleChange | null {
  if (record === null) return null;
  const isMine = (id: string): boolean => userId === null || id === userId;
  switch (table) {
    case "User": {
      const user = record as User;
      return isMine(user.Id) ? { kind: "presence", revision, presence: viewPresence(user) } : null;
    }
    case "AgentWork": {
      const agentWork = record as AgentWork;
      return isMine(agentWork.UserId) ? { kind: "agent-work", revision, agentWork } : null;
    }
    case "VoiceCall":
      return { kind: "voice-call", revision, voiceCall: record as VoiceCall };
    case "VoiceCallRecording":
      return { kind: "recording", revision, recording: record as VoiceCallRecording };
    case "TranscriptEntry": {
      const { Id: _id, ...entry } = record as StoredTranscript;
      return { kind: "transcript", revision, entry };
    }
    case "CallCenter": {
      const center = org.store.get("CallCenter", (record as { Id: string }).Id);
      return center === undefined
        ? null
        : { kind: "contact-center", revision, contactCenter: viewContactCenter(org, center) };
    }
    default:
      return null;
  }
}
