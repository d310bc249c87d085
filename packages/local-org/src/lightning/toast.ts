import type { Toast } from "./contract.ts";

const variants: readonly string[] = ["info", "success", "warning", "error"] satisfies Toast["variant"][];

/** Of a ShowToastEvent's detail: unknown variants are `info`, `{0}` in the message is filled from `messageData`. */
export function toastOf(detail: unknown): Toast {
  const { title, message, variant, messageData } = (detail ?? {}) as Record<string, unknown>;
  const data = Array.isArray(messageData) ? messageData : [];
  const textOf = (one: unknown): string =>
    typeof one === "string" ? one : String((one as { label?: unknown } | undefined)?.label ?? "");
  return {
    title: String(title ?? ""),
    message: String(message ?? "").replace(/\{(\d+)\}/g, (_, index: string) => textOf(data[Number(index)])),
    variant: variants.includes(String(variant)) ? (variant as Toast["variant"]) : "info",
  };
}
