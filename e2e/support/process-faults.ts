import type { ProcessName, Product } from "../../scripts/start/product.ts";

/** The process dies on the spot, as in a crash, and is gone once this answers. */
export async function kill(product: Product, name: ProcessName): Promise<void> {
  const { child, ended } = product.running(name);
  child.kill("SIGKILL");
  await ended;
}

/** The process hangs meanwhile: it keeps its connections and answers nothing. */
export async function whileHung(product: Product, name: ProcessName, act: () => Promise<void>): Promise<void> {
  const { child } = product.running(name);
  child.kill("SIGSTOP");
  try {
    await act();
  } finally {
    child.kill("SIGCONT");
  }
}
