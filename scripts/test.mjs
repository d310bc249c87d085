import { installDependencies, runScript } from "./set-up/install.mjs";

installDependencies();
runScript("scripts/test/main.ts", process.argv.slice(2));
