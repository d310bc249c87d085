import type { PackageAnswer, PackageRequest } from "../package-send.ts";
import { createPackageVoiceApi, type PackageVoiceApiOptions } from "../package-voice-api.ts";
import type { VoiceApi } from "../voice-api.ts";
import { contactCenterName } from "./examples.ts";

export interface PackageStub {
  readonly api: VoiceApi;
  readonly asked: PackageRequest[];
}

export const problem = (status: number, code: string, more: object = {}): PackageAnswer => ({
  status,
  body: JSON.stringify({ type: "about:blank", title: code, status, code, detail: `Says ${code}.`, ...more }),
});

/** The package's Apex, answering as the test says; back-off takes no time, time-outs never come by themselves. */
export function packageStub(
  answer: (request: PackageRequest, count: number) => PackageAnswer | Promise<PackageAnswer>,
  more: Partial<PackageVoiceApiOptions> = {},
): PackageStub {
  const asked: PackageRequest[] = [];
  const api = createPackageVoiceApi({
    contactCenterName,
    carry: async (request, _signal, handedOver) => {
      asked.push(request);
      handedOver();
      return answer(request, asked.length);
    },
    random: () => 0,
    sleep: (ms, signal) =>
      ms < 1_000
        ? Promise.resolve()
        : new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    ...more,
  });
  return { api, asked };
}
