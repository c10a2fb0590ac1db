// Which errors of AWS pass by themselves. Codes: common errors of the EC2, Elastic Load Balancing, IAM, CloudWatch Logs, EFS and FSx API references, 2026-11.
import type { AwsError } from "./cli";

/** Who asks may not, or asks for what the service does not know: the next attempt is answered alike. */
const finalCodes =
  /AccessDenied|Unauthori[sz]ed|NotAuthori[sz]ed|AuthorizationError|OperationNotPermitted|OptInRequired|NotSignedUp|SubscriptionRequired|^Blocked$|PendingVerification|AuthFailure|ExpiredToken|RequestExpired|InvalidClientTokenId|InvalidAccessKeyId|InvalidSecurity|UnrecognizedClient|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|MissingAuthenticationToken|Validation(Error|Exception)|InvalidParameter|MissingParameter|UnknownParameter|InvalidAction|InvalidQueryParameter|MalformedQueryString|UnknownOperation|UnsupportedOperation|^NoCommand$|^NotSignedIn$|^OtherAccount$/;

/** A service control policy's or an endpoint policy's denial comes with codes of many services, and with this text. */
const denied = /not authorized to perform|explicit deny/i;

/** Whether trying again is of no use. A code that nobody knows is taken to pass. */
export function isFinal({ code, message }: AwsError): boolean {
  return finalCodes.test(code) || denied.test(message);
}

/** Whether what was named is not there, such as `LoadBalancerNotFound`, `InvalidGroup.NotFound` or `NoSuchEntity`. */
export function isNotFound({ code }: AwsError): boolean {
  return /NotFound(Exception|Fault)?$|^NoSuchEntity/.test(code);
}
