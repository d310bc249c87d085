/**
 * On what `npm run test:faults` runs instead of `npm test`: what repeats, in a further combination, what `npm test` has
 * shown once, and what holds a bound of time, for which the machine has to be quiet.
 */
export const APART = "@apart";
