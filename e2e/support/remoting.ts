/**
 * Stands for the platform's own script of pages whose controller has remote actions. As far as this one goes: an action by its name,
 * a callback with result and event, texts escaped unless that is switched off, a time-out. It posts to `/apexremote`.
 */
export const REMOTING_SCRIPT = `
  const escaped = (value) => typeof value === "string"
    ? value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")
    : value !== null && typeof value === "object"
      ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, escaped(one)]))
      : value;
  window.Visualforce = { remoting: { Manager: { invokeAction(name, ...rest) {
    const options = rest.pop();
    const heard = rest.pop();
    const [action, method] = name.split(".").slice(-2);
    fetch("/apexremote", {
      method: "POST",
      body: JSON.stringify({ action, method, data: rest, type: "rpc", tid: 1, ctx: {} }),
      signal: AbortSignal.timeout(options.timeout),
    }).then((answer) => answer.json()).then(
      ([{ statusCode, type, result }]) =>
        heard(options.escape === false ? result : escaped(result), { status: statusCode === 200, type, statusCode }),
      () => heard(null, { status: false, type: "rpc", statusCode: 402 }),
    );
  } } } };`;
