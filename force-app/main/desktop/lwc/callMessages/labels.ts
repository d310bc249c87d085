import again from "@salesforce/label/c.CallMessagesAgain";
import agent from "@salesforce/label/c.CallMessagesFromAgent";
import input from "@salesforce/label/c.CallMessagesInput";
import loading from "@salesforce/label/c.CallMessagesLoading";
import none from "@salesforce/label/c.CallMessagesNone";
import noRecord from "@salesforce/label/c.CallMessagesNoRecord";
import notDelivered from "@salesforce/label/c.CallMessagesNotDelivered";
import notSent from "@salesforce/label/c.CallMessagesNotSent";
import send from "@salesforce/label/c.CallMessagesSend";
import sending from "@salesforce/label/c.CallMessagesSending";
import telephonySystem from "@salesforce/label/c.CallMessagesFromTelephony";
import title from "@salesforce/label/c.CallMessagesTitle";
import tooLarge from "@salesforce/label/c.CallMessagesTooLarge";

export const labels = {
  again,
  input,
  loading,
  none,
  noRecord,
  notDelivered,
  notSent,
  send,
  sending,
  title,
  tooLarge,
  sentBy: { agent, telephonySystem },
};
