import { ApexList } from "../runtime/collections.ts";
import { nn, raise, raiseLimit, unsupported } from "../runtime/exceptions.ts";
import { CEILINGS } from "../runtime/limits.ts";
import { machine } from "../runtime/machine.ts";
import { T } from "../runtime/types.ts";
import { statusCode } from "../database/dml.ts";
import { implement, type Implementation } from "./registry.ts";

/** An email or an attachment: properties, each with getter and setter. */
type Bag = Record<string, unknown>;

const EMAIL = "BccSender EmailPriority ReplyTo SaveAsActivity SenderDisplayName Subject UseSignature".split(" ");
const SINGLE = (
  "BccAddresses CcAddresses Charset DocumentAttachments EntityAttachments FileAttachments HtmlBody InReplyTo OptOutPolicy " +
  "OrgWideEmailAddressId PlainTextBody References TargetObjectId TemplateId ToAddresses TreatBodiesAsTemplate " +
  "TreatTargetObjectAsRecipient WhatId"
).split(" ");
const ATTACHMENT = "Body ContentType FileName Inline".split(" ");

function accessors(names: string[]): Implementation {
  const pairs = names.flatMap((name) => {
    const key = name.toLowerCase();
    return [
      [`get${name}`, (b: Bag) => b[key]],
      [`set${name}`, (b: Bag, value: unknown) => ((b[key] = value), null)],
    ] as const;
  });
  return Object.fromEntries(pairs);
}

const bag = (type: string, names: string[]) => (): Bag => ({
  $type: T(type),
  ...Object.fromEntries(names.map((n) => [n.toLowerCase(), null])),
});

implement("Messaging.Email", accessors(EMAIL));
implement("Messaging.SingleEmailMessage", {
  new: bag("Messaging.SingleEmailMessage", [...EMAIL, ...SINGLE]),
  ...accessors(SINGLE),
});
implement("Messaging.EmailFileAttachment", {
  new: bag("Messaging.EmailFileAttachment", ATTACHMENT),
  ...accessors(ATTACHMENT),
});

interface Result {
  $type: ReturnType<typeof T>;
  error: string | null;
}

const isEmpty = (v: unknown): boolean => v === null || (v instanceof ApexList && v.items.length === 0);
const RECIPIENTS = ["toaddresses", "ccaddresses", "bccaddresses", "targetobjectid"];

function problem(email: Bag): string | null {
  if (RECIPIENTS.every((r) => isEmpty(email[r] ?? null))) return "Add a recipient to send an email.";
  if (isEmpty(email.plaintextbody) && isEmpty(email.htmlbody) && isEmpty(email.templateid) && isEmpty(email.subject))
    return "Either HTML or plain text content must be provided, or a template.";
  return null;
}

/** In a test nothing is sent, as in an org; elsewhere there is no mail server to hand it to. */
function sendEmail(emails: ApexList, allOrNone: boolean | null = true): ApexList {
  const m = machine();
  if (!m.organization.inTest) return unsupported("sending email outside of tests");
  if (m.limits.emails >= CEILINGS.emails) raiseLimit(`Too many Email Invocations: ${CEILINGS.emails + 1}`);
  m.limits.emails++;
  const results = nn(emails).items.map((e): Result => ({
    $type: T("Messaging.SendEmailResult"),
    error: problem(nn(e) as Bag),
  }));
  const first = results.findIndex((r) => r.error !== null);
  if (first >= 0 && allOrNone !== false)
    raise(
      "System.EmailException",
      `SendEmail failed. First exception on row ${first}; first error: REQUIRED_FIELD_MISSING, ${results[first]!.error}: []`,
    );
  return new ApexList(T("List<Messaging.SendEmailResult>"), results);
}

implement("System.Messaging", {
  reserveSingleEmailCapacity: (count: number) => {
    if (nn(count) > 5000)
      raise("System.HandledException", "The daily limit for the org would be exceeded by this request");
    return null;
  },
  sendEmail,
});

interface SendError {
  message: string;
}
implement("Messaging.SendEmailResult", {
  getErrors: (r: Result) =>
    new ApexList(
      T("List<Messaging.SendEmailError>"),
      r.error === null ? [] : [{ $type: T("Messaging.SendEmailError"), message: r.error }],
    ),
  isSuccess: (r: Result) => r.error === null,
});
implement("Messaging.SendEmailError", {
  getFields: () => new ApexList(T("List<String>"), []),
  getMessage: (e: SendError) => e.message,
  getStatusCode: () => statusCode("REQUIRED_FIELD_MISSING"),
  getTargetObjectId: () => null,
});
