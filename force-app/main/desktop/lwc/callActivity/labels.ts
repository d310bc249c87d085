import events from "@salesforce/label/c.ActivityEvents";
import heard from "@salesforce/label/c.ActivityHeard";
import jitterBuffer from "@salesforce/label/c.ActivityJitterBuffer";
import loading from "@salesforce/label/c.ActivityLoading";
import milliseconds from "@salesforce/label/c.ActivityMilliseconds";
import noEvents from "@salesforce/label/c.ActivityNoEvents";
import noQuality from "@salesforce/label/c.ActivityNoQuality";
import noTranscript from "@salesforce/label/c.ActivityNoTranscript";
import packetsLost from "@salesforce/label/c.ActivityPacketsLost";
import packetsOf from "@salesforce/label/c.ActivityPacketsOf";
import quality from "@salesforce/label/c.ActivityQuality";
import roleAgent from "@salesforce/label/c.ActivityRoleAgent";
import roleCustomer from "@salesforce/label/c.ActivityRoleCustomer";
import roleSupervisor from "@salesforce/label/c.ActivityRoleSupervisor";
import roundTrip from "@salesforce/label/c.ActivityRoundTrip";
import score from "@salesforce/label/c.ActivityScore";
import spoken from "@salesforce/label/c.ActivitySpoken";
import title from "@salesforce/label/c.ActivityTitle";
import transcript from "@salesforce/label/c.ActivityTranscript";

export const labels = {
  events,
  heard,
  jitterBuffer,
  loading,
  milliseconds,
  noEvents,
  noQuality,
  noTranscript,
  packetsLost,
  packetsOf,
  quality,
  roleAgent,
  roleCustomer,
  roleSupervisor,
  roundTrip,
  score,
  spoken,
  title,
  transcript,
};
