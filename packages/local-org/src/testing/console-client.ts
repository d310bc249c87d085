import { createBody, type Answer, type PracticeOrg } from "./practice-org.ts";

/** The requests of a console page, for one practice org. */
export function consoleOf(org: PracticeOrg) {
  const state = async (user = org.ada): Promise<Answer["body"]> =>
    (await org.ask("GET", `/console/state?user=${user}`)).body;
  const report = (eventType: string, more: Record<string, unknown>, user = org.ada): Promise<Answer> =>
    org.ask("POST", "/console/connector-events", { user, eventType, ...more });
  return {
    state,
    report,
    act: (id: string, action: string, user = org.ada): Promise<Answer> =>
      org.ask("POST", `/console/agent-work/${id}/actions`, { user, action }),
    statusNamed: async (name: string): Promise<string> =>
      (await state()).presenceStatuses.find((status: { statusName: string }) => status.statusName === name).statusId,
    /** An inbound call that the server has recorded and the connector has announced. */
    ring: async (key: string): Promise<Answer["body"]> => {
      const { voiceCallId } = (await org.voice("POST", "/voiceCalls", createBody(key))).body;
      const call = { callId: key, callType: "inbound", callAttributes: { voiceCallId } };
      return (await report("CALL_STARTED", { call })).body;
    },
  };
}
