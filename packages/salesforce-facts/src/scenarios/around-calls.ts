import { sources } from "../fact.ts";
import { scenarioTable } from "./scenario.ts";

export const supervisor = scenarioTable(
  "supervisor",
  `${sources.libraries}; ${sources.guide}, supervisor features`,
  "observed",
  `
99 | both | listening in allowed, soft phone | host: SUPERVISE_CALL | SUPERVISOR_CALL_CONNECTED | participant type Supervisor; muted
100 | both | desk phone | host: SUPERVISE_CALL | SUPERVISOR_CALL_STARTED | SUPERVISOR_CALL_CONNECTED is published once the handset is up
101 | both | supervisor busy, or a failure | host: SUPERVISE_CALL | ERROR CAN_NOT_SUPERVISE_CALL | accepting a call afterwards disconnects nothing
102 | both | supervising | host: SUPERVISOR_DISCONNECT | SUPERVISOR_HANGUP | a list; gone from the active calls
103 | both | failure | host: SUPERVISOR_DISCONNECT | ERROR CAN_NOT_DISCONNECT_SUPERVISOR |
104 | both | supervising, barge in allowed | host: SUPERVISOR_BARGE_IN | SUPERVISOR_BARGED_IN | the supervised agent's console, and no other, gets CALL_BARGED_IN
105 | both | failure | host: SUPERVISOR_BARGE_IN | ERROR CAN_NOT_BARGE_IN_SUPERVISOR |
106 | both | supervising, an own call rings | host: ACCEPT_CALL | SUPERVISOR_HANGUP; CALL_CONNECTED | the first is a list
107 | both | supervising, desk phone answers an own call | connector: publishes CALL_CONNECTED | SUPERVISOR_HANGUP; CALL_CONNECTED | the first holds calls
108 | both | 106, disconnecting fails | host: ACCEPT_CALL | INFO CAN_NOT_ACCEPT_THE_CALL | the next ACCEPT_CALL works
109 | both | the supervised call ends | connector: publishes SUPERVISOR_HANGUP | SUPERVISOR_HANGUP | a list
110 | both | barged in | host: MUTE, HOLD, PAUSE_RECORDING | MUTE_TOGGLE; HOLD_TOGGLE; RECORDING_TOGGLE | for the supervisor's call
`,
);

export const callbacksAndReplay = scenarioTable(
  "callbacks and replay",
  `${sources.libraries}; ${sources.guide}, callbacks`,
  "observed",
  `
111 | both | a callback was asked for | connector: publishes QUEUED_CALL_STARTED | QUEUED_CALL_STARTED | Callback, first call named
112 | both | 111 | host: ACCEPT_CALL | CALL_STARTED | dialing; CALL_CONNECTED is published when the customer answers
113 | both | 111 | host: DECLINE_CALL | HANGUP | reason error, DeclinedByAgent; the next agent is offered the same call
114 | both | the customer does not answer | connector: publishes HANGUP | HANGUP | a list; reason error, FailedConnectCustomer
115 | 4 | | host: DIAL with the callback parameter | QUEUED_CALL_STARTED | only for a DialedCallback; CALL_STARTED for anything else
116 | 4 | call is a DialedCallback | host: ACCEPT_CALL | |
117 | both | page reloaded, a call rings | host: SETUP_CONNECTOR, AGENT_AVAILABLE | CONNECTOR_READY; CALL_STARTED | marked as replayed
118 | both | reloaded, connected | host: SETUP_CONNECTOR, AGENT_AVAILABLE | CONNECTOR_READY; CALL_CONNECTED | marked as replayed
119 | both | reloaded, third party rings or is connected | host: SETUP_CONNECTOR, AGENT_AVAILABLE | CONNECTOR_READY; CALL_CONNECTED; PARTICIPANT_ADDED | PARTICIPANT_CONNECTED once connected
120 | both | reloaded while supervising | host: SETUP_CONNECTOR, AGENT_AVAILABLE | CONNECTOR_READY; SUPERVISOR_CALL_CONNECTED | SUPERVISOR_BARGED_IN follows when barged in
121 | both | a call says it is not replayable | host: SETUP_CONNECTOR, AGENT_AVAILABLE | CONNECTOR_READY |
122 | both | an ended call is listed | host: SETUP_CONNECTOR, AGENT_AVAILABLE | CONNECTOR_READY | our connector lists none
123 | both | two agents in two tabs | host: both reload | | each gets their own calls only
124 | both | the server was restarted during a call | host: reload | CONNECTOR_READY; CALL_CONNECTED |
125 | both | | host: AGENT_AVAILABLE false | |
126 | both | a call is under way | host: AGENT_AVAILABLE true, twice | CALL_CONNECTED; CALL_CONNECTED | the console drops doubles by callId
`,
);

export const status = scenarioTable(
  "status, wrap-up, configuration",
  sources.libraries,
  "observed",
  `
127 | both | ready | host: SET_AGENT_STATUS with statusInfo | SET_AGENT_STATUS_RESULT | success; routable on the telephony side
128 | both | status unknown | host: SET_AGENT_STATUS with statusInfo | SET_AGENT_STATUS_RESULT; ERROR INVALID_AGENT_STATUS | no success
129 | both | failure, no statusInfo sent | host: SET_AGENT_STATUS | ERROR CAN_NOT_SET_AGENT_STATUS |
130 | both | CustomError | host: SET_AGENT_STATUS | ERROR custom | no result
131 | both | on a call, hasPendingStatusChange | host: SET_AGENT_STATUS, to be queued | SET_AGENT_STATUS_RESULT | takes effect after the call
132 | both | the telephony side changes the status | connector: publishes SET_AGENT_STATUS | SET_AGENT_STATUS | an id of userPresenceStatuses, 0 is offline; the echo must not make a loop
133 | both | | host: GET_AGENT_STATUS | GET_AGENT_STATUS_RESULT |
134 | 4 | SetAgentStateResult | host: SET_AGENT_STATUS | SET_AGENT_STATUS_RESULT | carries isStatusSyncNeeded
135 | both | call ended, after conversation work on | host: WRAP_UP_CALL | WRAP_UP_ENDED | published by us; the agent is routable only now
136 | both | wrapUpCall throws (wrong on purpose) | host: WRAP_UP_CALL | | our connector reports AGENT_ERROR
137 | 4 | | connector: publishes AFTER_CONVERSATION_WORK_STARTED, then _ENDED | AFTER_CONVERSATION_WORK_STARTED; AFTER_CONVERSATION_WORK_ENDED | an id is needed
138 | both | | host: SET_AGENT_CONFIG with a desk phone | AGENT_CONFIG_UPDATED | the next supervising uses it
139 | both | number refused | host: SET_AGENT_CONFIG | ERROR CAN_NOT_UPDATE_PHONE_NUMBER | the old phone stays
140 | both | another failure | host: SET_AGENT_CONFIG | ERROR CAN_NOT_SET_AGENT_CONFIG |
141 | 4 | | host: SET_AGENT_CONFIG as a system event | AGENT_CONFIG_UPDATED | carries isSystemEvent
`,
);

export const contactsAndRobustness = scenarioTable(
  "contacts, recordings, messages, logs, robustness",
  `${sources.libraries}; ${sources.guide}, contacts and recordings`,
  "observed",
  `
142 | both | 120 contacts | host: GET_PHONE_CONTACTS, limit 50 | PHONE_CONTACTS | 50 contacts and the contact types
143 | both | 142 | host: GET_PHONE_CONTACTS, offsets 50, 100, 150 | PHONE_CONTACTS; PHONE_CONTACTS; PHONE_CONTACTS | 50, 20, none; nobody twice
144 | both | | host: GET_PHONE_CONTACTS, contains smi | PHONE_CONTACTS | only matches in name, number or id, any case
145 | both | | host: GET_PHONE_CONTACTS, types AGENT and QUEUE | PHONE_CONTACTS | both kinds
146 | both | | host: GET_PHONE_CONTACTS, type AVAILABLE | PHONE_CONTACTS | agents who are available
147 | both | | host: GET_PHONE_CONTACTS, type FLOW | PHONE_CONTACTS | flows
148 | both | failure | host: GET_PHONE_CONTACTS | ERROR CAN_NOT_GET_PHONE_CONTACTS |
149 | both | hasContactSearch is off | host: GET_PHONE_CONTACTS without limit | PHONE_CONTACTS | up to 1,000; the console filters | confirmed-by-source
150 | both | hasQueueWaitTime | host: GET_PHONE_CONTACTS | PHONE_CONTACTS | a queue's wait in seconds, as a text
151 | 4 | | host: GET_CONTACTS | GET_CONTACTS_RESULT | every failure is a custom error
152 | both | there is a recording | host: GET_SIGNED_RECORDING_URL | SIGNED_RECORDING_URL | success, address, length, the callId asked for
153 | both | there is none, or a failure | host: GET_SIGNED_RECORDING_URL | SIGNED_RECORDING_URL | no success; ours keeps the callId
154 | both | two are asked for at once | host: GET_SIGNED_RECORDING_URL twice | SIGNED_RECORDING_URL; SIGNED_RECORDING_URL | each names its callId
155 | both | | host: MESSAGE | | handleMessage is called; an answer comes only by publishing
156 | both | | connector: publishes MESSAGE | MESSAGE |
157 | both | debugEnabled | host: DOWNLOAD_VENDOR_LOGS | | a text file without any phone number
158 | both | | host: LOG | | logMessageToVendor is called; not even an echo
159 | both | a call with number and name | host: a whole call | | no log frame holds either in a named field; ours: nowhere
160 | both | | host: a type nobody knows | | an echo in the log only
161 | both | | host: null, a text, a frame without type | | nothing breaks; the next request works
162 | both | the telephony side never answers | host: any request | | ours rejects at its deadline with the request's own error
163 | both | no microphone, or an unsuitable browser | connector: publishError SOFTPHONE_ERROR | ERROR MICROPHONE_NOT_SHARED; ERROR UNSUPPORTED_BROWSER | one each
164 | both | before setup (wrong on purpose) | connector: publishes anything | | throws; ours queues until setup
165 | both | a function in a result (wrong on purpose) | connector: answers | | the request's error although it was done; ours strips functions first
166 | 3 | console of version 4 | host: GET_CONTACTS, GET_AUDIO_DEVICES, AGENT_WORK_EVENT | | echo only; extra fields of known messages do no harm
167 | 4 | console that speaks version 3 | host: every message of both versions | | same frames with more fields, which it ignores
`,
);

export const mos = scenarioTable(
  "mean opinion score",
  "@salesforce/scv-connector-base 3.6.2 and 4.8.10, src/main/mosUtil.js",
  "observed",
  `
168 | both | supportsMos, connected, the guide's sample figures | connector: publishes UPDATE_AUDIO_STATS, completed | UPDATE_AUDIO_STATS_COMPLETED | 1.064343370875
169 | both | perfect line: 100 packets, no loss, no delay | connector: publishes UPDATE_AUDIO_STATS, completed | UPDATE_AUDIO_STATS_COMPLETED | 4.404394368375001
170 | both | figures of one direction only | connector: publishes UPDATE_AUDIO_STATS, completed | UPDATE_AUDIO_STATS_COMPLETED | that direction's score
171 | both | no figures at all | connector: publishes UPDATE_AUDIO_STATS, completed | UPDATE_AUDIO_STATS_COMPLETED | 0, which is no score; ours does not send it
172 | both | supportsMos is off | connector: publishes UPDATE_AUDIO_STATS, completed | UPDATE_AUDIO_STATS_COMPLETED | score is undefined
173 | both | before CALL_CONNECTED | connector: publishes UPDATE_AUDIO_STATS | | not counted
174 | 4 | not completed | connector: publishes UPDATE_AUDIO_STATS | AUDIO_STATS | version 3 sends nothing
175 | both | completed twice | connector: publishes UPDATE_AUDIO_STATS, completed, twice | UPDATE_AUDIO_STATS_COMPLETED; UPDATE_AUDIO_STATS_COMPLETED | the second score is undefined
`,
);
