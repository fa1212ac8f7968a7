/**
 * What is on air, as large as the tablet allows, and for how long; with nothing on air, what is next
 * has the room.
 */

import { elapsed } from "../common/elapsed.js"
import { useFit } from "../common/fit.js"
import { html } from "../common/html.js"
import { t } from "../common/page.js"
import { useNow } from "./clock.js"
import { Who, read, translationsOf } from "./words.js"

const LONG = 5 * 60_000 // ms on air after which the clock turns amber
const STEPS = [4.5, 4, 3.5, 3.1, 2.75, 2.4, 2.1, 1.85, 1.6, 1.4, 1.2, 1.05] // rem

/** @typedef {import("./words.js").Told & { offset: number }} Props */

/** @param {Props} props */
export function OnAir({ question, debate, offset, inLatin }) {
  return html`
    <div class="host__line">
      <h2 class="host__label host__label--air" id="on-air">${t("host.on_air")}</h2>
      ${debate.aired_at && html`<${Clock} since=${debate.aired_at} offset=${offset} />`}
    </div>
    <${Large} question=${question} debate=${debate} inLatin=${inLatin} />`
}

/** @param {Omit<Props, "offset">} props */
export function NextLarge({ question, debate, inLatin }) {
  return html`
    <h3 class="host__label">${t("host.next")}</h3>
    <${Large} question=${question} debate=${debate} inLatin=${inLatin} />`
}

/** @param {Omit<Props, "offset">} props */
function Large({ question, debate, inLatin }) {
  const { text, lang } = read(question, inLatin)
  const translations = translationsOf(question, debate, inLatin)
  const words = useFit([text, ...translations.map((one) => one.text)].join("\n"), STEPS)
  return html`
    <div class="host__frame">
      <div class="host__words" ref=${words}>
        <p class="host__text quoted" dir="auto" lang=${lang}>${text}</p>
        ${translations.map((one) => html`<p class="host__translation" key=${one.lang} dir="auto" lang=${one.lang}>${one.text}</p>`)}
      </div>
    </div>
    <${Who} question=${question} debate=${debate} inLatin=${inLatin} />`
}

function Clock(/** @type {{ since: number, offset: number }} */ { since, offset }) {
  const lasted = useNow(offset) - since
  return html`
    <p class=${lasted > LONG ? "host__clock host__clock--long" : "host__clock"} role="timer">
      ${elapsed(lasted)}
    </p>`
}
