import { buildVisualforce } from "@partner-telephony/connector";
import { inRepository } from "../repository.ts";
import { readVendor } from "../vendor/vendor.ts";

/** The static resource that the package's Visualforce pages load; not committed, as little as the emitted components. */
const { addresses } = await readVendor();
await buildVisualforce(inRepository("force-app/main/connector-host/staticresources/PartnerTelephonyConnector"), {
  serverUrl: addresses.server,
});
