/** Of this package; a test compares it with package.json, which is not there once the server is bundled. */
export const VERSION = "0.1.0";
