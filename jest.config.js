const { jestConfig } = require("@salesforce/sfdx-lwc-jest/config");

// Default: the TypeScript sources. `LWC_JEST_TARGET=js`: the emitted files, as they are deployed.
const emitted = process.env.LWC_JEST_TARGET === "js";

module.exports = {
  ...jestConfig,
  testMatch: ["<rootDir>/force-app/**/__tests__/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/packages/", "<rootDir>/.partner-telephony/"],
  moduleFileExtensions: emitted ? ["js", "ts", "html"] : ["ts", "js", "html"],
  moduleNameMapper: {
    ...jestConfig.moduleNameMapper,
    "^lightning/messageService$": "<rootDir>/force-app/test/stubs/messageService",
    "^lightning/serviceCloudVoiceToolkitApi$":
      "<rootDir>/force-app/test/stubs/serviceCloudVoiceToolkitApi/serviceCloudVoiceToolkitApi",
  },
  setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv ?? []), "<rootDir>/force-app/test/set-up.js"],
  restoreMocks: false,
  collectCoverageFrom: [`force-app/**/lwc/**/*.${emitted ? "js" : "ts"}`, "!**/__tests__/**", "!**/*.d.ts"],
  coverageThreshold: { global: { lines: 80, branches: 80, functions: 80, statements: 80 } },
};
