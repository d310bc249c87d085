import { spawn } from "node:child_process";
import { mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { inRepository } from "../repository.ts";

/** Our signatures of `service_cloud_voice` (docs/facts/service-cloud-voice-apex.md): a wrong argument is an error without an org. */
export const stubs = inRepository("scripts/check/apex-stubs");
const jars = inRepository("node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib/*");
const mainClass = "io.github.apexdevtools.apexls.CheckForIssues";

/** Type checks Apex folders with apex-ls; each fault is `file: what`. The namespace is the package's, empty for none. */
export async function apexTypeFaults(folders: readonly string[], namespace = ""): Promise<string[]> {
  const workspace = await realpath(await mkdtemp(join(tmpdir(), "apex-types-")));
  try {
    const links = folders.map((folder, index) => ({ folder, link: `${index}-${basename(folder)}` }));
    await Promise.all(links.map(({ folder, link }) => symlink(folder, join(workspace, link))));
    await symlink(stubs, join(workspace, "stubs"));
    const project = {
      packageDirectories: links.map(({ link }, index) => ({ path: link, default: index === 0 })),
      namespace,
      // The newest platform types that apex-ls brings.
      sourceApiVersion: "65.0",
      plugins: { dependencies: [{ namespace: "service_cloud_voice", path: "stubs" }] },
    };
    await writeFile(join(workspace, "sfdx-project.json"), JSON.stringify(project));
    const args = ["-cp", jars, mainClass, "--workspace", workspace, "--nocache", "--detail", "warnings"];
    const { code, output } = await run("java", args, workspace);
    const readable = links.reduce((text, { folder, link }) => text.replaceAll(join(workspace, link), folder), output);
    return code === 0 ? [] : faultsOf(readable);
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

export async function hasJava(command = "java"): Promise<boolean> {
  return run(command, ["-version"], inRepository()).then(
    ({ code }) => code === 0,
    () => false,
  );
}

/** apex-ls prints a line with the path, then a line for each issue; anything else is shown as it is. */
function faultsOf(output: string): string[] {
  let file = "";
  const faults: string[] = [];
  for (const line of output.split("\n").filter((text) => text.trim() !== "")) {
    if (/^\/.*\.(cls|trigger|xml|page|component)$/.test(line)) file = line;
    else faults.push(file ? `${file}: ${line}` : line);
  }
  return faults.length > 0 ? faults : ["apex-ls failed and said nothing"];
}

function run(file: string, args: readonly string[], cwd: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
