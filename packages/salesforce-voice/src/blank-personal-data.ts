const email = /[^\s@"'<>]+@[^\s@"'<>]+\.[^\s@"'<>]+/g;
/** Seven digits or more, with the blanks, dots, dashes and brackets people write between them. Dates fall to it as well. */
const number = /\+?\d(?:[\s().\-/]{0,2}\d){6,}/g;
const longestDetail = 500;

/** Salesforce's answers may quote what we sent: numbers and e-mail addresses are blanked before the text goes anywhere. */
export function blankPersonalData(text: string): string {
  return text.replace(email, "[address]").replace(number, "[number]").slice(0, longestDetail);
}
