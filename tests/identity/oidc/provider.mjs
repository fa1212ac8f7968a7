// A certified provider (oidc-provider) on a free port, at which everybody is logged in at once as
// whoever was named last. `node provider.mjs CLIENTS`: a JSON list of what it knows of clients.
// It says its issuer in one line, and ends with its standard input.
//
// POST /control/person: who logs in from now on. POST /control/rotate: other keys. POST
// /control/factors: what it says of how they logged in.

import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const clients = JSON.parse(process.argv[2]);
let person = { sub: "p1", email: "ana@example.org", email_verified: true, name: "Ana Petrović" };
let amr = [];
let provider;
let answer;

function key() {
  const made = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
  return { ...made, kid: randomUUID(), use: "sig", alg: "RS256" };
}

function configuration(keys) {
  return {
    clients,
    jwks: { keys },
    cookies: { keys: ["a key of the tests"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...person, sub: id }) }),
    async loadExistingGrant(ctx) {
      const { client, session } = ctx.oidc;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  };
}

function begin(issuer) {
  provider = new Provider(issuer, configuration([key()]));
  answer = provider.callback();
}

async function body(request) {
  let text = "";
  for await (const piece of request) text += piece;
  return JSON.parse(text || "null");
}

const server = createServer(async (request, response) => {
  if (request.url === "/control/person") person = await body(request);
  else if (request.url === "/control/factors") amr = await body(request);
  else if (request.url === "/control/rotate") begin(issuer);
  else if (request.url.startsWith("/interaction/")) {
    const login = { accountId: person.sub, amr: amr.length ? amr : undefined };
    await provider.interactionFinished(request, response, { login });
    return;
  } else {
    answer(request, response);
    return;
  }
  response.end();
});

let issuer;
server.listen(0, "127.0.0.1", () => {
  issuer = `http://localhost:${server.address().port}`;
  begin(issuer);
  console.log(`issuer ${issuer}`);
});
process.stdin.resume();
process.stdin.on("end", () => process.exit());
