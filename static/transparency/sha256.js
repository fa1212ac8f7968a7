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
const scratchView = new DataView(scratch.buffer)
const digest = new Uint8Array(32)
const digestView = new DataView(digest.buffer)
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
  const view = padded === scratch ? scratchView : new DataView(padded.buffer)
  view.setUint32(length - 8, Math.floor((size * 8) / WORD))
  view.setUint32(length - 4, size * 8)
  state.set(START)
  for (let block = 0; block < length; block += BLOCK) mix(view, block)
  for (let i = 0; i < state.length; i++) digestView.setInt32(i * 4, /** @type {number} */ (state[i]))
  return digest.slice()
}

/** @param {number} word @param {number} by bits */
const turn = (word, by) => (word >>> by) | (word << (32 - by))

/** One block into the state. @param {DataView} view @param {number} block where it begins */
function mix(view, block) {
  const w = /** @type {any} */ (schedule)
  const words = /** @type {any} */ (state)
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(block + i * 4)
  for (let i = 16; i < ROUNDS; i++) {
    const [near, far] = [w[i - 2], w[i - 15]]
    const small = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3)
    w[i] = small + w[i - 7] + (turn(near, 17) ^ turn(near, 19) ^ (near >>> 10)) + w[i - 16]
  }
  let [a, b, c, d, e, f, g, h] = words
  for (let i = 0; i < ROUNDS; i++) {
    const choice = (e & f) ^ (~e & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + CONSTANTS[i] + w[i]) | 0
    const other = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0
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
