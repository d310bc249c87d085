export { buildConnector, buildVisualforce, type ConnectorBuild } from "../build.ts";
