/** Platform exceptions without members of their own. */
export const EXCEPTION_NAMES = (
  "Assert Async Callout Email ExternalObject Final Flow InvalidHeader InvalidParameterValue Json Limit List Math NoAccess " +
  "NoDataFound NoSuchElement NullPointer ProcedureException Query RequiredFeatureMissing Search Security Serialization SObject " +
  "String Type UnsupportedOperation Unexpected VisualForce Xml InvalidRead IllegalArgument " +
  "Handled NoSuchAlgorithm InvalidKey DuplicateMessage"
)
  .split(" ")
  .map(
    (n) =>
      `System.${n === "Json" ? "JSON" : n === "SObject" ? "SObject" : n}${n.endsWith("Exception") ? "" : "Exception"}`,
  )
  .concat([
    "Auth.JWTValidationException",
    "Auth.VerificationException",
    "Cache.CacheException",
    "ConnectApi.ConnectApiException",
  ]);
