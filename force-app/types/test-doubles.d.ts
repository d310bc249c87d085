// Doubles of the platform's modules that only tests have (force-app/test/stubs, sfdx-lwc-jest).
declare module "lightning/serviceCloudVoiceToolkitApi" {
  /** Called with the action's name and its arguments; gives back what the action does. */
  export const asked: jest.Mock;
}
