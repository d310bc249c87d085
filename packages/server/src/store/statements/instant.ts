/** How an instant (epoch milliseconds) is handed to `timestamptz`: text is read alike by both adapters. */
export const sqlInstant = (at: number): string => new Date(at).toISOString();
