// The platform's toolkit element with its actions; its events are dispatched by tests. What an action gives back is up to `asked`.
import { LightningElement, api } from "lwc";

export const asked = jest.fn();

export default class ServiceCloudVoiceToolkitApi extends LightningElement {
  @api acceptCall(): unknown {
    return asked("acceptCall");
  }
  @api declineCall(): unknown {
    return asked("declineCall");
  }
  @api endCall(participantType: string): unknown {
    return asked("endCall", participantType);
  }
  @api mute(): unknown {
    return asked("mute");
  }
  @api unmute(): unknown {
    return asked("unmute");
  }
  @api hold(participantType: string): unknown {
    return asked("hold", participantType);
  }
  @api resume(participantType: string): unknown {
    return asked("resume", participantType);
  }
  @api pauseRecording(): unknown {
    return asked("pauseRecording");
  }
  @api resumeRecording(): unknown {
    return asked("resumeRecording");
  }
  @api sendDigits(digits: string): unknown {
    return asked("sendDigits", digits);
  }
  @api startPreviewCall(phoneNumber: string): unknown {
    return asked("startPreviewCall", phoneNumber);
  }
}
