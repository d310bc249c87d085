import CALL_CONNECTED from "@salesforce/label/c.ActivityCallConnected";
import CALL_ENDED from "@salesforce/label/c.ActivityCallEnded";
import CALL_STARTED from "@salesforce/label/c.ActivityCallStarted";
import CONFERENCE from "@salesforce/label/c.ActivityConference";
import FLAG_LOWERED from "@salesforce/label/c.ActivityFlagLowered";
import FLAG_RAISED from "@salesforce/label/c.ActivityFlagRaised";
import HOLD from "@salesforce/label/c.ActivityHold";
import MUTE from "@salesforce/label/c.ActivityMute";
import PARTICIPANT_ADDED from "@salesforce/label/c.ActivityParticipantAdded";
import PARTICIPANT_REMOVED from "@salesforce/label/c.ActivityParticipantRemoved";
import PAUSE_RECORDING from "@salesforce/label/c.ActivityPauseRecording";
import RESUME from "@salesforce/label/c.ActivityResume";
import RESUME_RECORDING from "@salesforce/label/c.ActivityResumeRecording";
import SWAP from "@salesforce/label/c.ActivitySwap";
import UNMUTE from "@salesforce/label/c.ActivityUnmute";
import WRAP_UP_ENDED from "@salesforce/label/c.ActivityWrapUpEnded";
import type { ToolkitEvent } from "c/toolkitEvents";

/** Events that are a line of the list; the others have a place of their own. */
export const EVENT_LABELS: Readonly<Partial<Record<ToolkitEvent, string>>> = {
  callstarted: CALL_STARTED,
  callconnected: CALL_CONNECTED,
  callended: CALL_ENDED,
  hold: HOLD,
  resume: RESUME,
  mute: MUTE,
  unmute: UNMUTE,
  participantadded: PARTICIPANT_ADDED,
  participantremoved: PARTICIPANT_REMOVED,
  conference: CONFERENCE,
  swap: SWAP,
  pauserecording: PAUSE_RECORDING,
  resumerecording: RESUME_RECORDING,
  wrapupended: WRAP_UP_ENDED,
  flagraise: FLAG_RAISED,
  flaglower: FLAG_LOWERED,
};
