/** SHA-512 (FIPS 180-4) for a few short texts: plain rather than fast. */

import { joined } from "./bytes.js"

const BLOCK = 128 // bytes
const ROUNDS = 80
const LENGTH_BYTES = 16
const WORD = 64n // bits

/** The first primes. @type {bigint[]} */
const PRIMES = []
for (let n = 2n; PRIMES.length < ROUNDS; n++) if (PRIMES.every((prime) => n % prime)) PRIMES.push(n)

/** @typedef {[bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]} Eight */

/** @param {bigint} word */
const cut = (word) => BigInt.asUintN(64, word)

/** The first 64 bits behind the point of a root. @param {bigint} n @param {bigint} power */
function fraction(n, power) {
  const whole = n << (WORD * power)
  let [low, high] = [0n, 1n << (WORD + 5n)] // no prime here has a root of 32 or more
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (middle ** power <= whole) low = middle
    else high = middle
  }
  return cut(low)
}

/** @type {any} */
const CONSTANTS = PRIMES.map((prime) => fraction(prime, 3n))
const START = PRIMES.slice(0, 8).map((prime) => fraction(prime, 2n))

/**
 * @param {...Uint8Array} parts one behind the other
 * @returns {Uint8Array} 64 bytes
 */
export function sha512(...parts) {
  const data = joined(...parts)
  const padded = new Uint8Array(Math.ceil((data.length + 1 + LENGTH_BYTES) / BLOCK) * BLOCK)
  padded.set(data)
  padded[data.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setBigUint64(padded.length - 8, BigInt(data.length) * 8n)
  let state = START
  for (let block = 0; block < padded.length; block += BLOCK) state = mixed(state, view, block)
  const digest = new DataView(new ArrayBuffer(64))
  state.forEach((word, index) => digest.setBigUint64(index * 8, word))
  return new Uint8Array(digest.buffer)
}

/** @param {bigint} word @param {...bigint} by bits: the turned words, one over the other */
function turns(word, ...by) {
  let sum = 0n
  for (const bits of by) sum ^= (word >> bits) ^ cut(word << (WORD - bits))
  return sum
}

/**
 * The state after one block.
 * @param {bigint[]} state eight words @param {DataView} view @param {number} block where it begins
 */
function mixed(state, view, block) {
  const w = /** @type {any} */ (Array.from({ length: 16 }, (_, i) => view.getBigUint64(block + i * 8)))
  for (let i = 16; i < ROUNDS; i++) {
    const [near, far] = [w[i - 2], w[i - 15]]
    const small = turns(far, 1n, 8n) ^ (far >> 7n)
    w[i] = cut(small + w[i - 7] + (turns(near, 19n, 61n) ^ (near >> 6n)) + w[i - 16])
  }
  let now = [...state]
  for (let i = 0; i < ROUNDS; i++) {
    const [a, b, c, d, e, f, g, h] = /** @type {Eight} */ (now)
    const choice = (e & f) ^ (cut(~e) & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const one = h + turns(e, 14n, 18n, 41n) + choice + CONSTANTS[i] + w[i]
    const other = turns(a, 28n, 34n, 39n) + majority
    now = [cut(one + other), a, b, c, cut(d + one), e, f, g]
  }
  return state.map((word, index) => cut(word + (now[index] ?? 0n)))
}
