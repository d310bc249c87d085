import { LightningElement, api } from "lwc";
import { servedPage } from "../../../platform.ts";
import { onTelephonyEvent } from "../../../telephony-events.ts";

/**
 * The Service Cloud Voice Toolkit API's element: no markup; every element hears every call's events. Actions go to the
 * page's phone and answer nothing, as documented. Its methods are those of the Voice Implementation Guide.
 */
export default class ServiceCloudVoiceToolkitApi extends LightningElement {
  #stop: () => void = () => {};

  override connectedCallback(): void {
    this.#stop = onTelephonyEvent((name, detail) => this.dispatchEvent(new CustomEvent(name, { detail })));
  }
  override disconnectedCallback(): void {
    this.#stop();
  }

  @api acceptCall(): void {
    this.act("acceptCall");
  }
  @api declineCall(): void {
    this.act("declineCall");
  }
  @api endCall(participantType?: string): void {
    this.act("endCall", participantType);
  }
  @api mute(): void {
    this.act("mute");
  }
  @api unmute(): void {
    this.act("unmute");
  }
  @api hold(participantType: string): void {
    this.act("hold", participantType);
  }
  @api resume(participantType: string): void {
    this.act("resume", participantType);
  }
  @api swap(): void {
    this.act("swap");
  }
  @api merge(): void {
    this.act("merge");
  }
  @api addParticipant(contactType: string, contactValue: string, isBlindTransfer: boolean): void {
    this.act("addParticipant", contactType, contactValue, isBlindTransfer);
  }
  @api pauseRecording(): void {
    this.act("pauseRecording");
  }
  @api resumeRecording(): void {
    this.act("resumeRecording");
  }
  @api sendDigits(digits: string): void {
    this.act("sendDigits", digits);
  }
  @api startPreviewCall(phoneNumber: string): void {
    this.act("startPreviewCall", phoneNumber);
  }
  @api updateNextBestActions(recordId: string, payload: unknown): void {
    this.act("updateNextBestActions", recordId, payload);
  }

  private act(action: string, ...args: unknown[]): void {
    const { phone } = servedPage();
    if (!phone) throw new Error(`The stand-in's page has no phone for ${action}.`);
    phone(action, args);
  }
}
