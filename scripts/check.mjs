import { installDependencies, runScript } from "./set-up/install.mjs";

installDependencies();
runScript("scripts/check/main.ts", process.argv.slice(2));
