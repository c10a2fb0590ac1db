// Registries of the images that EKS publishes in each region.
// Source: EKS user guide, add-on image registries (2026), and eksctl `EKSResourceAccountID` (2026-08-21), which agree.
import { partitionOf } from "./partition";
import { partitions } from "./regions";

/** Account of most regions. */
const usual = "602401143452";

/** Accounts of the others. */
const accounts: Readonly<Record<string, string>> = {
  "af-south-1": "877085696533",
  "ap-east-1": "800184023465",
  "ap-east-2": "533267051163",
  "ap-south-2": "900889452093",
  "ap-southeast-3": "296578399912",
  "ap-southeast-4": "491585149902",
  "ap-southeast-5": "151610086707",
  "ap-southeast-6": "333609536671",
  "ap-southeast-7": "121268973566",
  "ca-west-1": "761377655185",
  "cn-north-1": "918309763551",
  "cn-northwest-1": "961992271922",
  "eu-central-2": "900612956339",
  "eu-isoe-west-1": "249663109785",
  "eu-south-1": "590381155156",
  "eu-south-2": "455263428931",
  "eusc-de-east-1": "877088126301",
  "il-central-1": "066635153087",
  "me-central-1": "759879836304",
  "me-south-1": "558608220178",
  "mx-central-1": "730335286997",
  "us-gov-east-1": "151742754352",
  "us-gov-west-1": "013241004608",
  "us-iso-east-1": "725322719131",
  "us-iso-west-1": "608367168043",
  "us-isob-east-1": "187977181151",
  "us-isob-west-1": "321162350305",
  "us-isof-east-1": "171035529773",
  "us-isof-south-1": "676585237158",
};

/** Registry of EKS's own images in a region, and their path: nodes reach it without NAT. */
export function eksImages(region: string): string {
  return `${accounts[region] ?? usual}.dkr.ecr.${region}.${partitions[partitionOf(region)].dnsSuffix}/eks`;
}
