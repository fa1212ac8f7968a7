/**
 * Lets a phone be a witness while its page is open. Loaded a while after the page, since nobody
 * waits for it; it asks the server when somebody comes back, and never all at once in a full hall.
 */

import { deviceStorage } from "../common/document.js"
import { tellBeginnings, tellDisputed, tellFinding } from "./bar.js"
import { Memory } from "./heads.js"
import { Witness, askOf } from "./witness.js"

/** @typedef {import("../common/connection.js").Connection} Connection */

const SECOND = 1_000 // ms
const AWAY = 60 * SECOND // and longer: somebody comes back
const SPREAD = 120 * SECOND // over which those who came back ask: 10,000 of them 83 a second

/** @param {Connection} connection @param {string} code the debate's */
export function watch(connection, code) {
  const memory = new Memory(deviceStorage(), code)
  const tell = (/** @type {import("./heads.js").Finding} */ finding) => void tellFinding(finding)
  const witness = new Witness({ memory, ask: askOf(code), tell })
  let leftAt = 0
  const look = () => {
    const { rehearsal, log, disputed = [], beginnings = [] } = connection.document.debate
    void tellDisputed(disputed)
    void tellBeginnings(beginnings)
    // A rehearsal is begun anew under the same code, and what is disputed is signed by nobody.
    if (!rehearsal && !disputed.includes("journal")) witness.see(log, Date.now() + connection.offset, beginnings)
  }
  const askSoon = () => window.setTimeout(() => void witness.comeBack(), Math.random() * SPREAD)
  const leave = () => void (leftAt ||= Date.now())
  const comeBack = () => {
    if (leftAt && Date.now() - leftAt >= AWAY) askSoon()
    leftAt = 0
  }
  connection.subscribe(({ document: changed, status }) => {
    if (changed) look()
    if (status === "offline") leave()
    if (status === "online") comeBack()
  })
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : comeBack()))
  look()
  askSoon()
}
