import { changingValue } from "../../../changing-value.ts";
import { onRecordChange } from "../../../record-changes.ts";
import { apexError, servedPage } from "../../../platform.ts";

type Field = string | { readonly objectApiName: string; readonly fieldApiName: string };
interface RecordData {
  readonly id: string;
  readonly fields: Readonly<Record<string, { readonly value: unknown; readonly displayValue: string | null }>>;
}

const nameOf = (field: Field): string =>
  (typeof field === "string" ? field : `${field.objectApiName}.${field.fieldApiName}`).split(".").slice(1).join(".");

/** Fields of the record that the page may read; one that the record does not have is an error, as on the platform. */
export const getRecord = changingValue(async (config) => {
  const { recordId, fields, optionalFields } = config as {
    recordId: string;
    fields?: Field | Field[];
    optionalFields?: Field | Field[];
  };
  const { record } = servedPage();
  if (!record) throw apexError("The stand-in reads no records here.");
  const values = await record(recordId);
  const asked = [fields ?? []].flat().map(nameOf);
  const missing = asked.find((name) => !(name in values));
  if (missing !== undefined) throw apexError(`The record has no field ${missing}, or you have no access to it.`);
  const optional = [optionalFields ?? []].flat().map(nameOf);
  const given = [...asked, ...optional.filter((name) => name in values)];
  return {
    id: recordId,
    fields: Object.fromEntries(given.map((name) => [name, { value: values[name], displayValue: null }])),
  } satisfies RecordData;
}, onRecordChange);

export const getFieldValue = (record: RecordData | undefined, field: Field): unknown =>
  record?.fields[nameOf(field)]?.value;
export const getFieldDisplayValue = (record: RecordData | undefined, field: Field): unknown =>
  record?.fields[nameOf(field)]?.displayValue;

const refuse = (what: string) => (): Promise<never> =>
  Promise.reject(apexError(`The stand-in's page does not ${what} records.`));
export const createRecord = refuse("create");
export const updateRecord = refuse("update");
export const deleteRecord = refuse("delete");
