/**
 * On pages that say what the log of a debate is: asks about every head that this device has seen,
 * and has the one that the page is about proven to itself.
 */

import { deviceStorage } from "../common/document.js"
import { tellBeginnings, tellFinding } from "./bar.js"
import { Memory, readHead } from "./heads.js"
import { Witness, askOf, proves } from "./witness.js"

const main = document.querySelector("[data-log]")
const { code = "", log, head, beginnings = "[]" } = /** @type {HTMLElement} */ (main).dataset

async function look() {
  const memory = new Memory(deviceStorage(), code)
  const witness = new Witness({ memory, ask: askOf(code), tell: (finding) => void tellFinding(finding) })
  const stated = JSON.parse(beginnings)
  void tellBeginnings(stated)
  witness.see(log, Date.now(), stated)
  await witness.compareAll()
}

/** What was scanned is not remembered: anybody can make up an address. */
async function prove() {
  const [one, now] = [readHead(head, Date.now()), readHead(log, Date.now())]
  if (!one || !now || one.size > now.size) return
  const proof = await askOf(code)(one.size, now.size)
  const shown = document.querySelector("[data-proven]")
  if (Array.isArray(proof) && proves(proof, one, now)) shown?.removeAttribute("hidden")
}

void look()
void prove()
