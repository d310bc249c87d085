import { transformSync } from "@lwc/compiler";
import { transformSync as stripTypes } from "esbuild";

/** Compiles one file of an LWC bundle as the platform would; answers the compiler's complaint, or null. */
export function lwcFault(path: string, text: string): string | null {
  const [file = "", name = "", namespaceFolder = ""] = path.split("/").reverse();
  const namespace = namespaceFolder === "lwc" ? "c" : namespaceFolder;
  try {
    const isTypeScript = file.endsWith(".ts");
    const source = isTypeScript ? stripTypes(text, { loader: "ts", target: "esnext", sourcefile: path }).code : text;
    const result = transformSync(source, isTypeScript ? file.replace(/\.ts$/, ".js") : file, {
      name,
      namespace,
      enableDynamicComponents: true,
    });
    const errors = result.warnings?.filter((warning) => warning.level <= 1) ?? [];
    return errors.length > 0 ? errors.map((error) => error.message).join("; ") : null;
  } catch (error) {
    return (error as Error).message;
  }
}
