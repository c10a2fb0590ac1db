import { expect } from "chai";
import fc from "fast-check";
import { signInHint } from "../../components/program-errors/aws-sign-in";

const sts = (error: string) =>
  `unable to validate AWS credentials.\nDetails: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, ${error}`;
const refused = (code: string, text: string) => sts(`https response error StatusCode: 403, RequestID: 1f0c, api error ${code}: ${text}`);

/** Messages of the provider, the SDKs and the AWS CLI. */
const spellings = {
  missing: [
    "No valid credential sources found.\nPlease see https://www.pulumi.com/registry/packages/aws/installation-configuration/ for more information",
    "no valid credential sources for Pulumi AWS Classic found.\n\nAWS Error: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, request canceled",
    'Unable to locate credentials. You can configure credentials by running "aws login".',
    "NoCredentialProviders: no valid providers in chain",
    "failed to get shared config profile, shop",
    "operation error EC2: DescribeAvailabilityZones, get identity: get credentials: failed to refresh cached credentials, static credentials are empty",
    "MissingAuthenticationToken: Request is missing Authentication Token",
    "WebIdentityErr: failed to retrieve jwt from provide source, unable to read file at /var/run/token",
    "failed to refresh cached credentials, error in credential_process",
  ],
  expired: [
    refused("ExpiredToken", "The security token included in the request is expired"),
    "RequestExpired: Request has expired.",
    "ExpiredTokenException: The security token included in the request is expired",
    "failed to refresh cached credentials, the SSO session has expired or is invalid: failed to read cached SSO token file, open /home/u/.aws/sso/cache/1.json: no such file",
    "failed to refresh cached credentials, refresh cached SSO token failed, unable to refresh SSO token, operation error SSO OIDC: CreateToken, StatusCode: 400, InvalidGrantException:",
    "operation error SSO: GetRoleCredentials, https response error StatusCode: 401, UnauthorizedException: Session token not found or invalid",
    "Error loading SSO Token: Token for shop does not exist; the SSO session associated with this profile has expired or is otherwise invalid",
    "Your session has expired. Please reauthenticate using 'aws login'.",
    "ExpiredTokenException: Token expired: current date/time 1700000000 must be before the expiration date/time1600000000",
  ],
  invalid: [
    refused("InvalidClientTokenId", "The security token included in the request is invalid."),
    "Invalid credentials configured.\nPlease see https://www.pulumi.com/registry/packages/aws/installation-configuration/",
    "AuthFailure: AWS was not able to validate the provided access credentials",
    "UnrecognizedClientException: The security token included in the request is invalid.",
    "SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided.",
    "InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.",
    "InvalidIdentityToken: No OpenIDConnect provider found in your account for https://token.example.com",
  ],
};

const others = [
  sts(
    'exceeded maximum number of attempts, 3, request send failed, Post "https://sts.eu-west-9.amazonaws.com/": dial tcp: lookup sts.eu-west-9.amazonaws.com: no such host',
  ),
  sts('request send failed, Post "https://sts.eu-west-1.amazonaws.com/": dial tcp 127.0.0.1:443: connect: connection refused'),
  "AccessDenied: User: arn:aws:iam::111122223333:user/u is not authorized to perform: ec2:DescribeAvailabilityZones",
  "UnauthorizedOperation: You are not authorized to perform this operation.",
  "Unauthorized: the server has asked for the client to provide credentials",
  "eks-blueprints:gitops.credentials: expected a map, found a list",
  "ResourceNotFoundException: No cluster found for name: shop.",
];

describe("signInHint", () => {
  for (const [state, messages] of Object.entries(spellings))
    for (const message of messages)
      it(`returns a hint when credentials are ${state}: ${message.slice(0, 60).replaceAll("\n", " ")}`, () => {
        const start = { missing: "are missing", expired: "have expired", invalid: "are not valid" }[state];
        expect(signInHint(message)).match(new RegExp(`^AWS credentials ${start} \\(.+\\): sign in, for example with \`aws sso login\``));
      });

  for (const message of others) it(`returns nothing for: ${message.slice(-60)}`, () => expect(signInHint(message)).equal(undefined));

  it("returns one line of plain text for a message at any position, with a shell-quoted profile", () => {
    const messages = fc.constantFrom(...Object.values(spellings).flat());
    const prefix = fc.constantFrom("", "Error: invocation of aws:eks/getCluster:getCluster returned an error: ", "1 error occurred:\n\t* ");
    const profile = fc.constantFrom(undefined, "shop", "two words");
    fc.assert(
      fc.property(prefix, messages, profile, (before, message, name) => {
        const hint = signInHint(`${before}${message}\n    at Object.callback (/p/node_modules/@pulumi/resource.ts:1:1)`, name);
        expect(hint)
          .match(/^[\x20-\x7e]+$/)
          .and.not.contain("node_modules");
        if (name) expect(hint).contain(name === "shop" ? "--profile shop`" : '--profile "two words"`');
      }),
    );
  });
});
