/**
 * A proof that an entry is in a log, in one file (C2SP `tlog-proof`), as
 * server/transparency/proofs.py has it.
 *
 * @typedef {{ index: number, hashes: Uint8Array[], checkpoint: string, extra: Uint8Array | undefined }} Proof
 *   `index`: of the entry, from 0; `hashes`: from the leaf's sibling to the root's child;
 *   `checkpoint`: the whole signed note; `extra` goes with it and is not proven
 */

import { fromBase64 } from "./bytes.js"

const FIRST = "c2sp.org/tlog-proof@v1"
const HASHES_AT_MOST = 63
const HASH_BYTES = 32

/** @param {string} whole @returns {Proof} @throws where it is none */
export function readProof(whole) {
  const end = whole.indexOf("\n\n")
  const [first, ...lines] = whole.slice(0, Math.max(end, 0)).split("\n")
  const extra = lines[0]?.startsWith("extra ") ? lines.shift()?.slice("extra ".length) : undefined
  const [, index = ""] = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? "") ?? []
  if (first !== FIRST || !index || lines.length > HASHES_AT_MOST) throw new Error("no proof")
  return {
    index: Number(index),
    hashes: lines.map(readHash),
    checkpoint: whole.slice(end + 2),
    extra: extra === undefined ? undefined : fromBase64(extra),
  }
}

/** @param {string} text base64 @returns {Uint8Array} @throws where it is something else */
export function readHash(text) {
  const hash = fromBase64(text)
  if (hash.length !== HASH_BYTES) throw new Error("no hash")
  return hash
}
