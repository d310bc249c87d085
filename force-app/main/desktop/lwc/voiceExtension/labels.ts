import accept from "@salesforce/label/c.ExtensionAccept";
import decline from "@salesforce/label/c.ExtensionDecline";
import digits from "@salesforce/label/c.ExtensionDigits";
import digitsInvalid from "@salesforce/label/c.ExtensionDigitsInvalid";
import end from "@salesforce/label/c.ExtensionEnd";
import hold from "@salesforce/label/c.ExtensionHold";
import loading from "@salesforce/label/c.ExtensionLoading";
import mute from "@salesforce/label/c.ExtensionMute";
import notConfirmed from "@salesforce/label/c.ExtensionNotConfirmed";
import notTold from "@salesforce/label/c.ExtensionNotTold";
import pauseRecording from "@salesforce/label/c.ExtensionPauseRecording";
import resume from "@salesforce/label/c.ExtensionResume";
import resumeRecording from "@salesforce/label/c.ExtensionResumeRecording";
import sendDigits from "@salesforce/label/c.ExtensionSendDigits";
import stateConnected from "@salesforce/label/c.ExtensionStateConnected";
import stateEnded from "@salesforce/label/c.ExtensionStateEnded";
import stateHeld from "@salesforce/label/c.ExtensionStateHeld";
import stateMuted from "@salesforce/label/c.ExtensionStateMuted";
import stateNotRecording from "@salesforce/label/c.ExtensionStateNotRecording";
import stateRinging from "@salesforce/label/c.ExtensionStateRinging";
import stateWaiting from "@salesforce/label/c.ExtensionStateWaiting";
import title from "@salesforce/label/c.ExtensionTitle";
import unmute from "@salesforce/label/c.ExtensionUnmute";

export const labels = {
  accept,
  decline,
  digits,
  digitsInvalid,
  end,
  hold,
  loading,
  mute,
  notConfirmed,
  notTold,
  pauseRecording,
  resume,
  resumeRecording,
  sendDigits,
  stateConnected,
  stateEnded,
  stateHeld,
  stateMuted,
  stateNotRecording,
  stateRinging,
  stateWaiting,
  title,
  unmute,
};
