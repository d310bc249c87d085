/** On what a wire adapter gave: reads it again. */
export const REFRESH = Symbol("refresh");
