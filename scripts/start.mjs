import { installDependencies, runScript } from "./set-up/install.mjs";

installDependencies();
runScript("scripts/start/main.ts", process.argv.slice(2));
