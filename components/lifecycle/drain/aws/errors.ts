// Which AWS errors are transient. Codes: common errors of the EC2, Elastic Load Balancing, IAM, CloudWatch Logs, EFS and FSx API
// references, 2026-11.
import type { AwsError } from "./cli";

/** The caller has no permission, or the service does not know the operation: a retry gives the same answer. */
const finalCodes =
  /AccessDenied|Unauthori[sz]ed|NotAuthori[sz]ed|AuthorizationError|OperationNotPermitted|OptInRequired|NotSignedUp|SubscriptionRequired|^Blocked$|PendingVerification|AuthFailure|ExpiredToken|RequestExpired|InvalidClientTokenId|InvalidAccessKeyId|InvalidSecurity|UnrecognizedClient|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|MissingAuthenticationToken|Validation(Error|Exception)|InvalidParameter|MissingParameter|UnknownParameter|InvalidAction|InvalidQueryParameter|MalformedQueryString|UnknownOperation|UnsupportedOperation|^NoCommand$|^NotSignedIn$|^OtherAccount$/;

/** Denials by a service control policy or an endpoint policy have different codes per service, and this text. */
const denied = /not authorized to perform|explicit deny/i;

/** Whether a retry is useless. Unknown codes count as transient. */
export function isFinal({ code, message }: AwsError): boolean {
  return finalCodes.test(code) || denied.test(message);
}

/** Whether the resource does not exist, such as `LoadBalancerNotFound`, `InvalidGroup.NotFound` or `NoSuchEntity`. */
export function isNotFound({ code }: AwsError): boolean {
  return /NotFound(Exception|Fault)?$|^NoSuchEntity/.test(code);
}
