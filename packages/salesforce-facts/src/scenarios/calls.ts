import { sources } from "../fact.ts";
import { scenarioTable } from "./scenario.ts";

export const inbound = scenarioTable(
  "inbound calls",
  `${sources.libraries}; ${sources.guide}, inbound and missed calls`,
  "observed",
  `
26 | both | agent online with a soft phone | connector: a call is offered | CALL_STARTED | once; Inbound, ringing, voiceCallId, Initial_Caller, soft phone call
27 | both | 26 | host: ACCEPT_CALL | CALL_CONNECTED | once, same callId, connected
28 | both | 26 | host: DECLINE_CALL | HANGUP | one call, not a list; reason error, DeclinedByAgent; no after call work
29 | both | 26, it rings out | connector: publishes HANGUP | HANGUP | a list; reason error, MissedCallAgent, no closeCallOnError; no after call work
30 | both | 26, the caller gives up | connector: publishes HANGUP | HANGUP | a list; an ACCEPT_CALL that comes too late gets the info of scenario 31
31 | both | accepting fails on the telephony side | host: ACCEPT_CALL | INFO CAN_NOT_ACCEPT_THE_CALL | not an error
32 | both | accepting fails with a CustomError | host: ACCEPT_CALL | ERROR custom |
33 | both | the call in the message is outbound | host: ACCEPT_CALL | | acceptCall is not called
34 | both | the VoiceCall could not be made in three retries | connector: a call is offered | CALL_STARTED | without voiceCallId; the call must not be lost | confirmed-by-source
35 | both | connected, nobody else on the call | host: END_CALL | HANGUP; AFTER_CALL_WORK_STARTED | a list from the library; the connector publishes no second one
36 | both | connected, the customer hangs up | connector: publishes HANGUP | HANGUP; AFTER_CALL_WORK_STARTED | a list
37 | both | ending fails | host: END_CALL | ERROR CAN_NOT_END_THE_CALL | the call is still among the active ones
38 | both | declining fails | host: DECLINE_CALL | ERROR CAN_NOT_DECLINE_THE_CALL |
39 | both | agent on a call | connector: another call comes in | | not offered or queued; never two ringing at once | unconfirmed
40 | both | agent offline | connector: a call comes in | | not offered | unconfirmed
`,
);

export const outbound = scenarioTable(
  "outbound calls and digits",
  `${sources.libraries}; ${sources.guide}, outbound calls`,
  "observed",
  `
41 | both | idle, soft phone | host: DIAL with a number | CALL_STARTED | Outbound, ringing; among the active calls
42 | both | 41, answered | connector: publishes CALL_CONNECTED | CALL_CONNECTED | same callId
43 | both | 41, busy or no answer | connector: publishes HANGUP | HANGUP | a list, reason error
44 | both | number that cannot be dialed | host: DIAL | CALL_FAILED; ERROR INVALID_DESTINATION |
45 | both | telephony side says GENERIC_ERROR | host: DIAL | CALL_FAILED; ERROR GENERIC_ERROR |
46 | both | another failure, or on a call already | host: DIAL | CALL_FAILED; ERROR CAN_NOT_START_THE_CALL |
47 | both | CustomError | host: DIAL | CALL_FAILED; ERROR custom |
48 | both | contact absent or of wrong types | host: DIAL | CALL_FAILED; ERROR CAN_NOT_START_THE_CALL | dial is not called
49 | both | phone book on | host: DIAL an Agent contact | CALL_STARTED | InternalCall, Initial_Caller; the called agent sees InternalCall with participant type Agent
50 | both | | host: DIAL a Queue contact | CALL_STARTED | Outbound
51 | both | desk phone, agent dials on it | connector: publishes CALL_STARTED | CALL_STARTED | not a soft phone call
52 | both | connected | host: SEND_DIGITS | | the digits arrive
53 | both | digits refused | host: SEND_DIGITS | | only a log marked as error; the agent hears nothing of it
54 | both | preview dialing | connector: must not publish PREVIEW_CALL_STARTED | | no such event; no unhandled rejection
`,
);

export const controls = scenarioTable(
  "mute, hold, recording",
  sources.libraries,
  "observed",
  `
55 | both | connected | host: MUTE | MUTE_TOGGLE | isMuted true
56 | both | muted | host: UNMUTE | MUTE_TOGGLE | isMuted false
57 | both | telephony side fails | host: MUTE, then UNMUTE | ERROR CAN_NOT_MUTE_CALL; ERROR CAN_NOT_UNMUTE_CALL |
58 | both | hasMute is off | host: MUTE | ERROR CAN_NOT_MUTE_CALL | or a custom error
59 | 4 | several parties | host: MUTE one participant | MUTE_TOGGLE | names the call and whether it is for all
60 | both | connected | host: HOLD the customer | HOLD_TOGGLE | customer on hold, third party not; calls listed
61 | both | 60 | host: RESUME the customer | HOLD_TOGGLE | customer off hold
62 | both | participant unknown | host: HOLD or RESUME | ERROR INVALID_PARTICIPANT |
63 | both | telephony side fails | host: HOLD, then RESUME | ERROR CAN_NOT_HOLD_CALL; ERROR CAN_NOT_RESUME_CALL |
64 | both | method resolves with nothing (wrong on purpose) | host: HOLD | | the console must time out; our connector never does this
65 | both | recording | host: PAUSE_RECORDING | RECORDING_TOGGLE | paused
66 | both | paused | host: RESUME_RECORDING | RECORDING_TOGGLE | not paused
67 | both | telephony side fails | host: PAUSE_RECORDING, then RESUME_RECORDING | ERROR CAN_NOT_PAUSE_RECORDING; ERROR CAN_NOT_RESUME_RECORDING |
68 | both | desk phone, agent presses its keys | connector: publishes the toggles | MUTE_TOGGLE; HOLD_TOGGLE; RECORDING_TOGGLE |
69 | both | a key of the desk phone fails | connector: publishError of the three | ERROR CAN_NOT_TOGGLE_MUTE; ERROR CAN_NOT_TOGGLE_HOLD; ERROR CAN_NOT_TOGGLE_RECORD | hold may be INVALID_PARTICIPANT
70 | both | a result of a wrong class | connector: publishes the three | ERROR CAN_NOT_TOGGLE_MUTE; ERROR CAN_NOT_TOGGLE_HOLD; ERROR CAN_NOT_TOGGLE_RECORD | no toggle
71 | both | HOLD has no answer yet | host: MUTE | MUTE_TOGGLE; HOLD_TOGGLE | answers come as they settle; the console pairs by event
`,
);

export const parties = scenarioTable(
  "more parties and transfers",
  `${sources.libraries}; ${sources.guide}, transfer calls`,
  "observed",
  `
72 | both | connected | host: ADD_PARTICIPANT | PARTICIPANT_ADDED | new callId, initialCallHasEnded false; customer on hold; the third leg is AddParticipant, transferring, Third_Party
73 | both | 72, third party answers | connector: publishes PARTICIPANT_CONNECTED | PARTICIPANT_CONNECTED | same callId, transferred
74 | both | 72, third party declines | connector: publishes PARTICIPANT_REMOVED | PARTICIPANT_REMOVED | reason (ids too in version 4); customer back from hold
75 | both | target is none | host: ADD_PARTICIPANT | PARTICIPANT_REMOVED; ERROR INVALID_DESTINATION | reason error
76 | both | another failure | host: ADD_PARTICIPANT | PARTICIPANT_REMOVED; ERROR CAN_NOT_ADD_PARTICIPANT | reason error
77 | both | CustomError | host: ADD_PARTICIPANT | PARTICIPANT_REMOVED; ERROR custom | reason error
78 | both | a third party is there already | host: ADD_PARTICIPANT | PARTICIPANT_REMOVED; ERROR CAN_NOT_ADD_PARTICIPANT |
79 | both | connected, hasBlindTransfer | host: ADD_PARTICIPANT, blind | PARTICIPANT_ADDED; HANGUP | the console's own call comes back in HANGUP; nothing ends it twice; agent free, after call work begins
80 | both | blind transfer fails | host: ADD_PARTICIPANT, blind | PARTICIPANT_REMOVED; ERROR CAN_NOT_ADD_PARTICIPANT | no HANGUP; the customer is still there
81 | both | blind transfer resolves with a wrong class (wrong on purpose) | host: ADD_PARTICIPANT, blind | ERROR CAN_NOT_ADD_PARTICIPANT; HANGUP | a console must not believe a HANGUP after an error
82 | both | 73 | host: SWAP_PARTICIPANTS, hold the third | HOLD_TOGGLE | third on hold, customer not
83 | both | 82 | host: SWAP_PARTICIPANTS, hold the customer | HOLD_TOGGLE | customer on hold, third not
84 | both | swap fails | host: SWAP_PARTICIPANTS | ERROR CAN_NOT_SWAP_PARTICIPANTS |
85 | both | 73 | host: CONFERENCE | HOLD_TOGGLE | nobody on hold; version 4 adds isCallMerged and calls
86 | both | merge fails or hasMerge is off | host: CONFERENCE | ERROR CAN_NOT_CONFERENCE |
87 | both | merged | host: END_CALL of the third | PARTICIPANT_REMOVED | the whole call; the customer stays
88 | both | merged | host: END_CALL of the agent | HANGUP | a list of all ended calls
89 | both | merged, third leaves | connector: publishes PARTICIPANT_REMOVED | PARTICIPANT_REMOVED | with reason
90 | both | merged, customer leaves | connector: publishes PARTICIPANT_REMOVED of the Initial_Caller | PARTICIPANT_CONNECTED | initialCallHasEnded true
91 | both | third still rings, customer leaves | connector: publishes PARTICIPANT_REMOVED of the Initial_Caller | PARTICIPANT_ADDED | initialCallHasEnded true
92 | both | the last party leaves | connector: publishes PARTICIPANT_REMOVED | HANGUP | one call
93 | both | customer leaves, no AddParticipant leg is listed (wrong on purpose) | connector: publishes PARTICIPANT_REMOVED | | rejects; our connector publishes HANGUP instead
94 | both | remove button is NEVER or ALWAYS_EXCEPT_ON_HOLD | connector: publishes PARTICIPANT_CONNECTED | PARTICIPANT_CONNECTED | the console disables the button always, or while on hold | unconfirmed
95 | both | hasTransferToOmniFlow | host: ADD_PARTICIPANT with a Flow contact | PARTICIPANT_ADDED | a transfer VoiceCall is made, the flow runs, its agent or queue is added; failure as 76 | confirmed-by-source
96 | both | | host: ADD_PARTICIPANT with a Queue contact | PARTICIPANT_ADDED | a transfer VoiceCall names the queue | confirmed-by-source
97 | both | desk phone: agent adds, swaps, merges | connector: publishes the events | PARTICIPANT_ADDED; HOLD_TOGGLE |
98 | both | the receiving agent's page | connector: a transferred call is offered | CALL_STARTED | Transfer (or Inbound) with its parent named | confirmed-by-source
`,
);
