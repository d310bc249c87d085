import lwcRules from "@lwc/eslint-plugin-lwc";
import lwc from "@salesforce/eslint-config-lwc";
import globals from "globals";
import tseslint from "typescript-eslint";

const lwcFiles = ["force-app/**/lwc/**/*.ts", "packages/*/src/**/modules/**/*.ts"];
const typescript = ["packages/**/*.ts", "scripts/**/*.ts", "e2e/**/*.ts"];

export default [
  {
    ignores: [
      "**/dist/**",
      "**/node_modules/**",
      "coverage/**",
      ".reports/**",
      "test-results/**",
      "force-app/**/lwc/**/*.js",
      "**/*.generated.*",
    ],
  },
  { files: ["**/*.mjs"], languageOptions: { globals: globals.node } },
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: typescript })),
  {
    files: typescript,
    ignores: [...lwcFiles, "**/vitest.config.ts"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  ...lwc.configs.recommendedTs.map((config) => ({ ...config, files: lwcFiles })),
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: lwcFiles })),
  {
    files: lwcFiles,
    languageOptions: { parser: tseslint.parser, parserOptions: { project: null } },
    rules: {
      "no-undef": "off",
      "no-unused-vars": "off",
      "import/no-unresolved": "off",
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Code Analyzer's security rule for JavaScript, also in what the package ships beside its LWCs: Aura and the static resource.
    files: ["force-app/**/aura/**/*.js", "packages/connector/src/**/*.ts"],
    plugins: { "@lwc/lwc": lwcRules },
    rules: { "@lwc/lwc/no-inner-html": "error" },
  },
  {
    // Tests tell a wire adapter what it gives, and a condition awaited is an assertion.
    files: ["force-app/**/__tests__/**/*.ts"],
    rules: {
      "@lwc/lwc/no-unexpected-wire-adapter-usages": "off",
      "jest/expect-expect": ["error", { assertFunctionNames: ["expect", "expectAccessible", "until"] }],
    },
  },
  {
    // Pages of ours run in a plain browser: the platform's advice on timers does not apply, `void` marks a promise on purpose.
    files: ["packages/*/src/**/modules/**/*.ts"],
    rules: {
      "@lwc/lwc/no-async-operation": "off",
      "no-void": "off",
      "dot-notation": "off",
      "no-use-before-define": "off",
    },
  },
  {
    // A table of promises may be longer than code that does something.
    files: ["**/*.test.ts"],
    rules: { "max-lines": ["error", { max: 500, skipBlankLines: true, skipComments: true }] },
  },
];
