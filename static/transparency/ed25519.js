/**
 * Verifies Ed25519 signatures (RFC 8032, 5.1) where the browser does not: over http it has no
 * `crypto.subtle`, and older ones do not know the curve. It takes some 20 ms, and tells by its time
 * what it verifies, which everybody may know.
 */

import { isSame } from "./bytes.js"
import { sha512 } from "./sha512.js"

/** A point with its coordinates x/z and y/z, and t = x·y/z. @typedef {[bigint, bigint, bigint, bigint]} Point */

const KEY_BYTES = 32
const SIGNATURE_BYTES = 64
const P = 2n ** 255n - 19n
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n
const D = mod(-121665n * power(121666n, P - 2n))
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n)
/** @type {Point} */
const ZERO = [0n, 1n, 1n, 0n]
const BASE = /** @type {Point} */ (pointOf(4n * power(5n, P - 2n), 0n))

/**
 * Whether the signature is one of the message by the key. What is not written in the one way that
 * the RFC allows is none.
 * @param {Uint8Array} key
 * @param {Uint8Array} message
 * @param {Uint8Array} signature
 */
export function verifyEd25519(key, message, signature) {
  if (key.length !== KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false
  const [start, end] = [signature.slice(0, 32), signature.slice(32)]
  const owner = decoded(key)
  const s = numberOf(end)
  if (!owner || s >= ORDER) return false
  const k = numberOf(sha512(start, key, message)) % ORDER
  return isSame(encoded(sum(times(s, BASE), times(k, negated(owner)))), start)
}

/** @param {bigint} n */
function mod(n) {
  return ((n % P) + P) % P
}

/** @param {bigint} base @param {bigint} exponent */
function power(base, exponent) {
  let made = 1n
  for (let square = mod(base), left = exponent; left; left >>= 1n) {
    if (left & 1n) made = mod(made * square)
    square = mod(square * square)
  }
  return made
}

/** The last byte counts most. @param {Uint8Array} bytes */
const numberOf = (bytes) => bytes.reduceRight((made, byte) => (made << 8n) | BigInt(byte), 0n)

/** @param {Uint8Array} bytes 32 @returns {Point | undefined} undefined: that is no point */
function decoded(bytes) {
  const whole = numberOf(bytes)
  const y = BigInt.asUintN(255, whole)
  return y < P ? pointOf(y, whole >> 255n) : undefined
}

/** @param {bigint} y @param {bigint} sign of x @returns {Point | undefined} */
function pointOf(y, sign) {
  y = mod(y)
  const [over, under] = [mod(y * y - 1n), mod(D * y * y + 1n)]
  let x = mod(over * under ** 3n * power(over * under ** 7n, (P - 5n) / 8n))
  if (mod(under * x * x) === mod(-over)) x = mod(x * ROOT_OF_MINUS_ONE)
  if (mod(under * x * x) !== over || (x === 0n && sign)) return undefined
  if ((x & 1n) !== sign) x = P - x
  return [x, y, 1n, mod(x * y)]
}

/** @param {Point} point */
function encoded([x, y, z]) {
  const inverse = power(z, P - 2n)
  const whole = mod(y * inverse) | ((mod(x * inverse) & 1n) << 255n)
  return Uint8Array.from({ length: KEY_BYTES }, (_, at) => Number((whole >> BigInt(8 * at)) & 255n))
}

/** @param {Point} point @returns {Point} */
const negated = ([x, y, z, t]) => [mod(-x), y, z, mod(-t)]

/** @param {Point} one @param {Point} other @returns {Point} */
function sum([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2))
  const b = mod((y1 + x1) * (y2 + x2))
  const c = mod(2n * D * t1 * t2)
  const d = mod(2n * z1 * z2)
  const [e, f, g, h] = [b - a, d - c, d + c, b + a]
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)]
}

/** @param {bigint} count @param {Point} point */
function times(count, point) {
  let made = ZERO
  for (let double = point, left = count; left; left >>= 1n) {
    if (left & 1n) made = sum(made, double)
    double = sum(double, double)
  }
  return made
}
