/** Bytes and how they are written: hexadecimal, base64, base32, UTF-8. */

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
const encoder = new TextEncoder()

/** By hand as long as it is ASCII: to call the encoder takes longer than to hash a short text. @param {string} text */
export function utf8(text) {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit > 0x7f) return encoder.encode(text)
    bytes[at] = unit
  }
  return bytes
}

/** @param {Uint8Array} bytes */
export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")

/** @param {string} hex @returns {Uint8Array} @throws where it is something else */
export function fromHex(hex) {
  if (!/^([0-9a-f]{2})*$/.test(hex)) throw new Error("no hexadecimal digits")
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))
}

/** @param {Uint8Array} bytes */
export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes))

/** Only as `toBase64` writes it (RFC 4648, 4). @param {string} text @returns {Uint8Array} @throws where it is something else */
export function fromBase64(text) {
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  if (toBase64(bytes) !== text) throw new Error("no base64")
  return bytes
}

/** Without padding (RFC 4648, 6). @param {Uint8Array} bytes */
export function toBase32(bytes) {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("")
  const fives = bits.match(/.{1,5}/g) ?? []
  return fives.map((five) => BASE32[parseInt(five.padEnd(5, "0"), 2)]).join("")
}

/** A root as screens and paper show it: in base32, by fours. @param {Uint8Array} root */
export const lettersOf = (root) => toBase32(root).replace(/.{4}(?=.)/g, "$& ")

/** @param {Uint8Array} one @param {Uint8Array} other */
export const isSame = (one, other) =>
  one.length === other.length && one.every((byte, index) => byte === other[index])

/** @param {...Uint8Array} parts */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
