import { installDependencies, runScript } from "./set-up/install.mjs";

installDependencies();
runScript("scripts/test/faults.ts", process.argv.slice(2));
