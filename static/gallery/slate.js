/**
 * The slate: a flash, a beep, a clock and its moment as a QR code, at the same time on every display and
 * overlay. An editor finds the flash on any tape to the frame, and knows by it what time it was.
 */

import { page } from "../common/page.js"
import { qrPicture } from "../common/qr-picture.js"

const FLASH_MS = 200
const LASTS_MS = 3_000 // with the flash
const BEEP_HZ = 1_000
const BEEP_S = 0.1
const LOUDNESS = 0.5 // of what a machine gives

/** The clock on the house's wall, as the editor's time of day. The code says the same moment by UTC. */
const wall = new Intl.DateTimeFormat("en-GB", {
  timeZone: page.zone, hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3,
})

export class Slate {
  #now
  #shown = 0
  #element = document.createElement("div")

  /** @param {() => number} now in ms of the server's clock */
  constructor(now) {
    this.#now = now
    this.#element.className = "slate"
    this.#element.hidden = true
    document.body.append(this.#element)
  }

  /** What is over when it is heard of is not shown. @param {number | undefined} at when it flashes, in ms */
  follow(at) {
    // No faster than one after the other: a picture must not flicker.
    if (at === undefined || at < this.#shown + LASTS_MS) return
    this.#shown = at
    const wait = at - this.#now()
    if (wait > -FLASH_MS) window.setTimeout(() => this.#show(at), Math.max(0, wait))
  }

  /** @param {number} at */
  #show(at) {
    const moment = new Date(at).toISOString()
    const clock = document.createElement("p")
    clock.className = "slate__clock"
    const code = qrPicture(moment)
    code?.classList.add("slate__code")
    this.#element.replaceChildren(clock, ...(code ? [code] : []))
    this.#element.dataset.flash = "true"
    this.#element.hidden = false
    beep()
    // As long as it should also where it came late: the clock says by how much.
    const shown = this.#now()
    const tick = () => {
      const now = this.#now()
      clock.textContent = wall.format(now)
      if (now - shown > FLASH_MS) delete this.#element.dataset.flash
      if (now - shown < LASTS_MS) requestAnimationFrame(tick)
      else this.#element.hidden = true
    }
    tick()
  }
}

/** Where the machine lets a page that nobody touched make a sound. */
function beep() {
  const audio = new AudioContext()
  const tone = new OscillatorNode(audio, { frequency: BEEP_HZ })
  tone.connect(new GainNode(audio, { gain: LOUDNESS })).connect(audio.destination)
  tone.start()
  tone.stop(audio.currentTime + BEEP_S)
  tone.addEventListener("ended", () => audio.close())
}
