export { buildConnector, type ConnectorBuild } from "../build.ts";
