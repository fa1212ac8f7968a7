/** What has to be filled in, and whether it is. */

/**
 * @typedef {{ address: string, code: string }} Config
 * @typedef {{ token: string }} Secrets
 */

const CODE = /^[0-9]{6}$/

/** @returns {import("@companion-module/base").SomeCompanionConfigField[]} */
export const fields = () => [
  {
    type: "textinput",
    id: "address",
    label: "Address of the server",
    tooltip: "As a browser has it, for example http://192.168.1.10:8000",
    width: 8,
    default: "http://",
  },
  {
    type: "textinput",
    id: "code",
    label: "Code of the debate",
    width: 4,
    regex: `/${CODE.source}/`,
  },
  {
    type: "secret-text",
    id: "token",
    label: "Token for buttons",
    tooltip: "From the debate's page in administration",
    width: 12,
  },
]

/**
 * Where to connect, or in words what is missing.
 * @param {Partial<Config>} config
 * @param {Partial<Secrets> | undefined} secrets
 * @returns {{ address: string, code: string, token: string } | string}
 */
export function placeOf(config, secrets) {
  const code = (config.code ?? "").trim()
  const token = (secrets?.token ?? "").trim()
  const url = URL.canParse(config.address ?? "") ? new URL(config.address ?? "") : undefined
  if (!url?.protocol.startsWith("http") || !url.host) return "Fill in the server's address: http://…"
  if (!CODE.test(code)) return "Fill in the debate's code: six digits"
  if (!token) return "Fill in a token for buttons"
  return { address: url.origin, code, token }
}
