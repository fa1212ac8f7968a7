/** The page that checks itself, or files that are chosen: works from a disk, asks for nothing. */

import { archiveOf } from "./files.js"
import { draw, drawProgress } from "./drawing.js"
import { keyField } from "./key.js"
import { drawResults } from "./results.js"
import { verify } from "../verifier/verify.js"

const PATIENCE_MS = 2000 // after which who waits is told how far it is

/** @param {string} id */
const byId = (id) => document.getElementById(id)

/** What the page was given. @param {string} id */
const given = (id) => byId(id)?.textContent ?? ""

/** What is checked: a file, the policy that came with it, and the names of files nothing looks at. */
let chosen = { text: "", policy: "", others: /** @type {string[]} */ ([]) }

async function check() {
  const place = byId("report")
  if (!place) return false
  const start = performance.now()
  place.setAttribute("aria-busy", "true")
  const { text, policy, others } = chosen
  const report = await verify(text, {
    policy,
    vkey: key.given,
    told: (part) => {
      if (performance.now() - start > PATIENCE_MS) drawProgress(place, part)
    },
  })
  if (others.length) report.unproved.push({ what: "others", with: { names: others.join(", ") } })
  draw(place, report)
  place.removeAttribute("aria-busy")
  document.documentElement.dataset.checked = report.isRight ? "right" : "wrong"
  return report.isRight
}

/** The page's own data. What is read of them is drawn anew: the page was written by somebody. */
async function checkItself() {
  const [about, place] = [byId("check"), byId("report")]
  chosen = { text: given("archive"), policy: JSON.parse(given("policy")), others: [] }
  if ((await check()) && about && place) drawResults(about, [key.field, place], JSON.parse(chosen.text))
}

/** @param {FileList | null | undefined} files */
async function take(files) {
  if (!files?.length) return
  chosen = await archiveOf([...files])
  await check()
}

/** The first language of the reader that the page has. */
function chooseLanguage() {
  const radios = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[name=language]"))
  for (const radio of radios) radio.addEventListener("change", () => (document.documentElement.lang = radio.value))
  for (const wanted of navigator.languages) {
    const mine =
      [...radios].find(({ value }) => `${wanted}-`.startsWith(`${value}-`)) ??
      [...radios].find(({ value }) => wanted.split("-")[0] === value.split("-")[0])
    if (!mine) continue
    mine.checked = true
    document.documentElement.lang = mine.value
    return
  }
}

const key = keyField(async () => {
  if (chosen.text) await check()
})
byId("report")?.before(key.field)
chooseLanguage()
document.documentElement.classList.add("has-scripts")
const chooser = /** @type {HTMLInputElement | null} */ (byId("files"))
chooser?.addEventListener("change", () => take(chooser.files))
addEventListener("dragover", (event) => event.preventDefault())
addEventListener("drop", (event) => {
  event.preventDefault()
  if (chooser) take(event.dataTransfer?.files)
})
if (byId("archive")) checkItself()
