// Loaded into every process of `npm start`. The starter holds the other end of stdin: when it is gone, however it went, so are we.
process.stdin.on("close", () => process.kill(process.pid, "SIGTERM"));
process.stdin.on("error", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
// The pipe alone must not keep a process alive that has nothing more to do.
process.stdin.unref?.();
