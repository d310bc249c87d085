import account from "@salesforce/label/c.PreviewAccount";
import afterWork from "@salesforce/label/c.PreviewAfterWork";
import afterWorkDone from "@salesforce/label/c.PreviewAfterWorkDone";
import attempts from "@salesforce/label/c.PreviewAttempts";
import busy from "@salesforce/label/c.PreviewBusy";
import call from "@salesforce/label/c.PreviewCall";
import callName from "@salesforce/label/c.PreviewCallName";
import contactTitle from "@salesforce/label/c.PreviewContactTitle";
import doNotCall from "@salesforce/label/c.PreviewDoNotCall";
import empty from "@salesforce/label/c.PreviewEmpty";
import emptyUntil from "@salesforce/label/c.PreviewEmptyUntil";
import hasMore from "@salesforce/label/c.PreviewHasMore";
import lastNote from "@salesforce/label/c.PreviewLastNote";
import lastOutcome from "@salesforce/label/c.PreviewLastOutcome";
import list from "@salesforce/label/c.PreviewList";
import loading from "@salesforce/label/c.PreviewLoading";
import note from "@salesforce/label/c.PreviewNote";
import number from "@salesforce/label/c.PreviewNumber";
import offline from "@salesforce/label/c.PreviewOffline";
import outcome from "@salesforce/label/c.PreviewOutcome";
import outcomeChoose from "@salesforce/label/c.PreviewOutcomeChoose";
import outcomeInvalid from "@salesforce/label/c.PreviewOutcomeInvalid";
import reason from "@salesforce/label/c.PreviewReason";
import refresh from "@salesforce/label/c.PreviewRefresh";
import refused from "@salesforce/label/c.PreviewRefused";
import saveNext from "@salesforce/label/c.PreviewSaveNext";
import skip from "@salesforce/label/c.PreviewSkip";
import stateConnected from "@salesforce/label/c.PreviewStateConnected";
import stateEnded from "@salesforce/label/c.PreviewStateEnded";
import stateMissed from "@salesforce/label/c.PreviewStateMissed";
import stateOwed from "@salesforce/label/c.PreviewStateOwed";
import stateRinging from "@salesforce/label/c.PreviewStateRinging";
import stateSaving from "@salesforce/label/c.PreviewStateSaving";
import stateStarting from "@salesforce/label/c.PreviewStateStarting";
import title from "@salesforce/label/c.PreviewTitle";

export const labels = {
  account,
  afterWork,
  afterWorkDone,
  attempts,
  busy,
  call,
  callName,
  contactTitle,
  doNotCall,
  empty,
  emptyUntil,
  hasMore,
  lastNote,
  lastOutcome,
  list,
  loading,
  note,
  number,
  offline,
  outcome,
  outcomeChoose,
  outcomeInvalid,
  reason,
  refresh,
  refused,
  saveNext,
  skip,
  stateConnected,
  stateEnded,
  stateMissed,
  stateOwed,
  stateRinging,
  stateSaving,
  stateStarting,
  title,
};
