import { AwkwardPbx } from "./awkward-pbx.ts";
import { AwkwardTelephony, UNSUPPORTED } from "./awkward-telephony.ts";
import { telephonyContract } from "./contract.ts";
import { CREDENTIALS, type SystemUnderContract } from "./system-under-contract.ts";

async function awkward(): Promise<SystemUnderContract> {
  const pbx = new AwkwardPbx();
  const telephony = new AwkwardTelephony(pbx);
  return {
    telephony,
    unsupported: UNSUPPORTED,
    silentOn: ["mute"],
    start: async (serverUrl) => telephony.start(serverUrl, CREDENTIALS.webhook),
    async inboundCall() {
      const { conference, line } = pbx.incoming("+1 (415) 555-0123", "+14155550100");
      return { callId: telephony.ourId(conference), legId: telephony.ourId(line) };
    },
    answers: async (legId) => pbx.pickUp(telephony.lineOf(legId)),
    hangsUp: async (legId) => pbx.drop(telephony.lineOf(legId)),
    messages: {
      says: async (callId, text) => pbx.write(telephony.lineOf(callId), text),
      heard: async (callId) => pbx.notesOn(telephony.lineOf(callId)).map((text) => JSON.parse(text) as never),
    },
    stop: () => telephony.close(),
  };
}

telephonyContract("an awkward PBX", awkward);
