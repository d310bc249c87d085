/**
 * Address of a file of the static resource that the running script came from. Salesforce puts a changing number into the
 * addresses of static resources, so only the script itself knows it. Call while the script runs for the first time.
 */
export function beside(
  file: string,
  script: { readonly src?: string } | null = document.currentScript as HTMLScriptElement,
): URL {
  if (!script?.src) throw new TypeError("Load this script with apex:includeScript; it cannot be inline or a module.");
  return new URL(file, script.src);
}
