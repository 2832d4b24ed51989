// For the tests: whether Digital Bazaar's library accepts each document on standard input, by itself and without our code.
import { readFileSync } from "node:fs";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";
import signatures from "jsonld-signatures";

const folder = new URL("../../src/ithaca/credentials/open_badges/contexts/", import.meta.url);
const context = (name) => JSON.parse(readFileSync(new URL(name, folder), "utf8"));
const { issuer, lists, cases } = JSON.parse(readFileSync(0, "utf8"));
const known = new Map([
  ["https://www.w3.org/ns/credentials/v2", context("credentials-v2.json")],
  ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", context("open-badges-3.0.3.json")],
  ...Object.entries(lists),
  ...issuer.verificationMethod.map((method) => [method.id, method]),
]);

async function documentLoader(documentUrl) {
  if (!known.has(documentUrl)) throw new Error(`${documentUrl} is not known.`);
  return { contextUrl: null, documentUrl, document: structuredClone(known.get(documentUrl)) };
}

async function accepts(credential) {
  const suite = new DataIntegrityProof({ cryptosuite });
  const purpose = new signatures.purposes.AssertionProofPurpose({ controller: issuer });
  const status = (options) => checkStatus({ ...options, verifyBitstringStatusListCredential: true, verifyMatchingIssuers: true });
  const result = await vc.verifyCredential({ credential, suite, purpose, documentLoader, checkStatus: status }).catch((error) => ({ verified: false, error }));
  if (process.argv.includes("--why")) console.error(JSON.stringify(result, (_, value) => (value instanceof Error ? { message: value.message, errors: value.errors, cause: value.cause?.message } : value)));
  return result.verified;
}

const found = [];
for (const credential of cases) found.push(await accepts(credential));
console.log(JSON.stringify(found));
