import type { ComponentPage, Toast } from "../../lightning/contract.ts";
import type { OrgError, OrgClient } from "../org/org-client.ts";
import { loadPackage } from "./load-package.ts";
import { PackagePage } from "./package-page.ts";

interface ConsolePackageDeps {
  readonly org: OrgClient;
  readonly user: string;
  readonly language: string;
  readonly toast: (kind: "error" | "notice", text: string) => void;
  readonly openRecord: (recordId: string) => void;
  /** An action of the toolkit (toolkit-phone.ts). */
  readonly phone: (action: string, args: readonly unknown[]) => void;
}

/** What the console gives the package's components: records of the org, its Apex, toasts, and tabs. */
export function consolePackage({ org, user, language, toast, openRecord, phone }: ConsolePackageDeps): PackagePage {
  const page: ComponentPage = {
    language,
    phone,
    toast: ({ title, message, variant }: Toast) =>
      toast(
        variant === "error" || variant === "warning" ? "error" : "notice",
        [title, message].filter(Boolean).join(" "),
      ),
    navigate: ({ type, attributes }) => {
      if (type !== "standard__recordPage") throw new Error(`The stand-in's console has no page of type ${type}.`);
      openRecord(String(attributes["recordId"]));
    },
    record: async (recordId) => {
      const { voiceCall } = await org.voiceCall(recordId).catch(asPlatformError);
      const { customFields, ...fields } = voiceCall;
      return { ...fields, ...customFields };
    },
    apex: (method, parameters) => org.apex(method, { user, parameters }).catch(asPlatformError),
  };
  return new PackagePage(loadPackage, page);
}

/** Components read the sentence at `error.body.message`, as of the platform's own rejections. */
function asPlatformError(error: OrgError): never {
  const { status, message, code, exception } = error;
  throw Object.assign(new Error(message), { status, ok: false, body: exception ?? { message, errorCode: code } });
}
