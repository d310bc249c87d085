/** A custom label with its placeholders `{0}`, `{1}` … filled, as String.format does in Apex. */
export const fillText = (label: string, ...values: readonly unknown[]): string =>
  label.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(values[Number(index)] ?? placeholder));
