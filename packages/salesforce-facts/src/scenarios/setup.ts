import { sources } from "../fact.ts";
import { scenarioTable } from "./scenario.ts";

export const setup = scenarioTable(
  "setup, login, logout",
  sources.libraries,
  "observed",
  `
1 | both | page with the connector is loaded | host: SETUP_CONNECTOR from an accepted origin, with port and config | CONNECTOR_READY | the log of the setup comes first and holds only the keys that may be logged
2 | both | config with the certificate and with keys nobody knows | host: SETUP_CONNECTOR | CONNECTOR_READY | no log frame holds either
3 | both | | host: SETUP_CONNECTOR from http, localhost or a foreign domain | | init is not called; a correct setup later stays unanswered too
4 | both | accepted host name on port 8443 | host: SETUP_CONNECTOR | CONNECTOR_READY | the port number plays no part
5 | 4 | origin below crm.dev or a .mil domain | host: SETUP_CONNECTOR | CONNECTOR_READY | version 3 behaves as in scenario 3
6 | both | | host: SETUP_CONNECTOR without a port | | a correct setup later is answered
7 | both | init has not settled | host: a second SETUP_CONNECTOR with another port | CONNECTOR_READY | our init can be called twice; one port works at the end
8 | both | ready | host: another SETUP_CONNECTOR | | the listener is gone
9 | both | init rejects | host: SETUP_CONNECTOR | ERROR CAN_NOT_LOG_IN | never ready
10 | both | init rejects with INVALID_PARAMS | host: SETUP_CONNECTOR | ERROR INVALID_PARAMS | bad config
11 | both | init rejects with a CustomError | host: SETUP_CONNECTOR | ERROR custom | label name and namespace are carried
12 | both | config, capabilities or active calls cannot be had | host: SETUP_CONNECTOR | CONNECTOR_READY | payload is empty; the console stays usable with nothing switched on
13 | both | a call is under way at load | host: SETUP_CONNECTOR | CONNECTOR_READY | callInProgress is that call
14 | both | no call | host: SETUP_CONNECTOR | CONNECTOR_READY | callInProgress is null
15 | both | some set of capabilities | host: SETUP_CONNECTOR | CONNECTOR_READY | 16 keys in version 3, 26 in version 4, all true or false; the console shows controls by them
16 | both | the agent must log in | host: SETUP_CONNECTOR | SHOW_LOGIN | height is given; not ready yet; the console shows the login frame
17 | both | scenario 16, right password | connector: publishes LOGIN_RESULT success | LOGIN_RESULT; CONNECTOR_READY |
18 | both | scenario 16, wrong password | connector: publishes LOGIN_RESULT without success | LOGIN_RESULT | the frame stays
19 | both | scenario 16 | connector: publishes LOGIN_RESULT of a wrong class | ERROR CAN_NOT_LOG_IN |
20 | both | ready | host: LOGOUT | LOGOUT_RESULT | the session on the telephony side is really closed
21 | both | the telephony side refuses | host: LOGOUT | ERROR CAN_NOT_LOG_OUT |
22 | both | the session runs out | connector: publishes LOGOUT_RESULT | LOGOUT_RESULT | the console goes back to the login frame
23 | both | scenario 22, login again | connector: publishes LOGIN_RESULT success | LOGIN_RESULT; CONNECTOR_READY | the console takes the capabilities of the second ready
24 | 4 | login without a page | host: SETUP_CONNECTOR | SHOW_LOGIN | isSilentLogin instead of a height
25 | 4 | storage access must be asked for | host: SETUP_CONNECTOR | SHOW_STORAGE_ACCESS | a published STORAGE_ACCESS_RESULT success then leads to ready or to SHOW_LOGIN, failure to nothing
`,
);
