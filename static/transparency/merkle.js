/**
 * The Merkle tree of RFC 6962, section 2.1, and what its two kinds of proof show (RFC 9162, 2.1.3.2
 * and 2.1.4.2), as server/transparency/merkle.py has it. A hash is a Uint8Array of 32 bytes.
 */

import { isSame } from "./bytes.js"
import { sha256 } from "./sha256.js"

const HASH_BYTES = 32
const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

/** What stands for one entry in the tree. @param {Uint8Array} data */
export const leafHash = (data) => sha256(LEAF, data)

/** @param {Uint8Array} left @param {Uint8Array} right */
const node = (left, right) => sha256(NODE, left, right)

/**
 * Of the tree over these leaves; of none the hash of nothing.
 * @param {readonly Uint8Array[]} leaves each by its `leafHash`
 * @returns {Uint8Array}
 */
export function root(leaves) {
  let level = [...leaves]
  while (level.length > 1) {
    const above = []
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = level.slice(at, at + 2)
      if (left) above.push(right ? node(left, right) : left)
    }
    level = above
  }
  return level[0] ?? sha256()
}

/**
 * Whether the proof shows that the leaf is the one of this index, from 0, in the tree of this size
 * and root.
 * @param {Uint8Array} leaf its `leafHash`
 * @param {number} index
 * @param {number} size
 * @param {readonly Uint8Array[]} proof
 * @param {Uint8Array} whole the root
 */
export function verifyInclusion(leaf, index, size, proof, whole) {
  if (!areSizes(index, size) || index >= size || ![leaf, whole, ...proof].every(isHash)) return false
  let found = leaf
  const walk = new Walk(index, size - 1)
  for (const step of proof) {
    if (walk.isOver) return false
    found = walk.isRight() ? node(step, found) : node(found, step)
    walk.rise()
  }
  return walk.isOver && isSame(found, whole)
}

/**
 * Whether the proof shows that the tree of `size` begins with the one of `before`, which has at
 * least one leaf: of an empty one nothing can be shown.
 * @param {number} before
 * @param {number} size
 * @param {readonly Uint8Array[]} proof
 * @param {Uint8Array} rootBefore
 * @param {Uint8Array} whole the root of the tree of `size`
 */
export function verifyConsistency(before, size, proof, rootBefore, whole) {
  const hashes = [rootBefore, whole, ...proof]
  if (!areSizes(before, size) || before < 1 || before > size || !hashes.every(isHash)) return false
  if (before === size) return !proof.length && isSame(rootBefore, whole)
  const [first, ...steps] = isPowerOfTwo(before) ? [rootBefore, ...proof] : proof
  if (!first) return false
  const walk = new Walk(before - 1, size - 1)
  walk.riseWhileRight()
  let [then, now] = [first, first]
  for (const step of steps) {
    if (walk.isOver) return false
    if (walk.isRight()) [then, now] = [node(step, then), node(step, now)]
    else now = node(now, step)
    walk.rise()
  }
  return walk.isOver && isSame(then, rootBefore) && isSame(now, whole)
}

/** From a node to the root, by its place and that of the last one on its level. */
class Walk {
  #index
  #last

  /** @param {number} index @param {number} last */
  constructor(index, last) {
    this.#index = index
    this.#last = last
  }

  get isOver() {
    return this.#last === 0
  }

  /** Whether the next hash of the proof stands at the left; a last one rises until that is so. */
  isRight() {
    if (this.#index % 2) return true
    if (this.#index !== this.#last) return false
    while (this.#index && this.#index % 2 === 0) this.rise()
    return true
  }

  riseWhileRight() {
    while (this.#index % 2) this.rise()
  }

  rise() {
    this.#index = Math.floor(this.#index / 2)
    this.#last = Math.floor(this.#last / 2)
  }
}

/** @param {...number} counts */
const areSizes = (...counts) => counts.every((count) => Number.isSafeInteger(count) && count >= 0)

/** @param {Uint8Array} hash */
const isHash = (hash) => hash.length === HASH_BYTES

/** @param {number} size */
const isPowerOfTwo = (size) => (BigInt(size) & BigInt(size - 1)) === 0n
