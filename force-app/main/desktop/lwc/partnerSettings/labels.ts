import callerId from "@salesforce/label/c.PartnerSettingsCallerId";
import callerIdHelp from "@salesforce/label/c.PartnerSettingsCallerIdHelp";
import callerIdNone from "@salesforce/label/c.PartnerSettingsCallerIdNone";
import chooseOther from "@salesforce/label/c.PartnerSettingsChooseOther";
import gone from "@salesforce/label/c.PartnerSettingsGone";
import loading from "@salesforce/label/c.PartnerSettingsLoading";
import notLoaded from "@salesforce/label/c.PartnerSettingsNotLoaded";
import queue from "@salesforce/label/c.PartnerSettingsQueue";
import queueHelp from "@salesforce/label/c.PartnerSettingsQueueHelp";
import queueNone from "@salesforce/label/c.PartnerSettingsQueueNone";
import saved from "@salesforce/label/c.PartnerSettingsSaved";
import saving from "@salesforce/label/c.PartnerSettingsSaving";

export const labels = {
  callerId,
  callerIdHelp,
  callerIdNone,
  chooseOther,
  gone,
  loading,
  notLoaded,
  queue,
  queueHelp,
  queueNone,
  saved,
  saving,
};
