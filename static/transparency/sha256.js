/**
 * SHA-256 (FIPS 180-4), at once and in order. A page that came over http, as in a hall, has no
 * `crypto.subtle`; where there is one, it is slower for so many short texts.
 */

const BLOCK = 64 // bytes
const ROUNDS = 64
const LENGTH_BYTES = 8
const WORD = 2 ** 32

/** The first primes. @type {number[]} */
const PRIMES = []
for (let n = 2; PRIMES.length < ROUNDS; n++) if (PRIMES.every((prime) => n % prime)) PRIMES.push(n)

/** The first 32 bits behind the point. @param {number} root */
const fraction = (root) => ((root % 1) * WORD) | 0

const CONSTANTS = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)))
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))

// Made once: most of what is hashed is so short that to make them would take longer than to hash.
const SHORT = 1024 // bytes
const scratch = new Uint8Array(SHORT)
const state = new Int32Array(8)
const schedule = new Int32Array(ROUNDS)

/**
 * @param {...Uint8Array} parts one behind the other
 * @returns {Uint8Array} 32 bytes
 */
export function sha256(...parts) {
  let size = 0
  for (const part of parts) size += part.length
  const length = Math.ceil((size + 1 + LENGTH_BYTES) / BLOCK) * BLOCK
  const padded = length <= SHORT ? scratch : new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    padded.set(part, at)
    at += part.length
  }
  padded.fill(0, size, length)
  padded[size] = 0x80
  write(padded, length - 8, Math.floor((size * 8) / WORD))
  write(padded, length - 4, size * 8)
  state.set(START)
  for (let block = 0; block < length; block += BLOCK) mix(padded, block)
  const digest = new Uint8Array(32)
  for (let i = 0; i < 8; i++) write(digest, i * 4, /** @type {number} */ (state[i]))
  return digest
}

/** @param {Uint8Array} bytes @param {number} at @param {number} word */
function write(bytes, at, word) {
  bytes[at] = word >>> 24
  bytes[at + 1] = word >>> 16
  bytes[at + 2] = word >>> 8
  bytes[at + 3] = word
}

/**
 * One block into the state. Each turn of a word is written out: a call in it is what takes longest.
 * @param {Uint8Array} padded @param {number} block where it begins
 */
function mix(padded, block) {
  const bytes = /** @type {any} */ (padded)
  const w = /** @type {any} */ (schedule)
  const words = /** @type {any} */ (state)
  const constants = /** @type {any} */ (CONSTANTS)
  for (let i = 0, at = block; i < 16; i++, at += 4) {
    w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]
  }
  for (let i = 16; i < ROUNDS; i++) {
    const near = w[i - 2]
    const far = w[i - 15]
    const one = ((near >>> 17) | (near << 15)) ^ ((near >>> 19) | (near << 13)) ^ (near >>> 10)
    const other = ((far >>> 7) | (far << 25)) ^ ((far >>> 18) | (far << 14)) ^ (far >>> 3)
    w[i] = (one + w[i - 7] + other + w[i - 16]) | 0
  }
  let a = words[0]
  let b = words[1]
  let c = words[2]
  let d = words[3]
  let e = words[4]
  let f = words[5]
  let g = words[6]
  let h = words[7]
  for (let i = 0; i < ROUNDS; i++) {
    const sixth = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const second = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const one = (h + sixth + ((e & f) ^ (~e & g)) + constants[i] + w[i]) | 0
    const other = (second + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + other) | 0
  }
  words[0] += a
  words[1] += b
  words[2] += c
  words[3] += d
  words[4] += e
  words[5] += f
  words[6] += g
  words[7] += h
}
