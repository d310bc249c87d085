import type { LoadPackage } from "./package-page.ts";

const STYLES = "/package/slds.css";

/** Loads the package's components with their styles before the console's, whose rules for the same classes hold. */
export const loadPackage: LoadPackage = async () => {
  const styles = document.createElement("link");
  Object.assign(styles, { rel: "stylesheet", href: STYLES });
  document.head.prepend(styles);
  // Built beside the console (`package components` in scripts/pages); not part of its bundle.
  // @ts-expect-error An address, not a file.
  return import("/package/index.js") as ReturnType<LoadPackage>;
};
