// Lightning Data Service, as far as the package uses it.
declare module "@salesforce/schema/*" {
  const reference: { readonly objectApiName: string; readonly fieldApiName: string };
  export default reference;
}
declare module "lightning/uiRecordApi" {
  export interface FieldReference {
    readonly objectApiName: string;
    readonly fieldApiName: string;
  }
  export interface RecordData {
    readonly fields: Readonly<Record<string, { readonly value: unknown }>>;
  }
  export interface RecordWire {
    readonly data?: RecordData;
    readonly error?: unknown;
  }
  export const getRecord: import("lwc").WireAdapterConstructor<
    { recordId: string | undefined; fields: readonly FieldReference[]; optionalFields?: readonly FieldReference[] },
    RecordWire
  >;
  export function getFieldValue(record: RecordData | undefined, field: FieldReference): unknown;
}
