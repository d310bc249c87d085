/** Where an org shows components of the package (`target` of their js-meta.xml). One row for each; docs/lightning-components.md. */
export type Place =
  /** Record page of a VoiceCall; sets `recordId` and `objectApiName`. */
  | "record.VoiceCall"
  /** Loaded once with the console and not shown (the contact center's message bridge needs no row: its vendor record names it). */
  | "background"
  /** The phone's Additional Settings (telephonySettingsComponent). */
  | "phone.settings"
  /** Beside a call in the Omni-Channel panel (voice extension); sets `recordId` of the VoiceCall. */
  | "phone.call"
  /** Tab of the app. */
  | "app"
  /** Item of the utility bar. */
  | "utility";

export interface Placement {
  readonly place: Place;
  /** `c/<component>` */
  readonly component: string;
}

export const placements: readonly Placement[] = [
  { place: "record.VoiceCall", component: "c/callActivity" },
  { place: "record.VoiceCall", component: "c/callMessages" },
  { place: "phone.settings", component: "c/partnerSettings" },
  { place: "phone.call", component: "c/voiceExtension" },
  { place: "utility", component: "c/previewDialer" },
];
