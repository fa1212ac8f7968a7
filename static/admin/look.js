/**
 * What a programme will look like, before it is saved: the colour and the logos that stand in its
 * form. Whether the colour can be read says the server, as when it is saved.
 */

const WAIT = 150 // ms: a colour is dragged through many
const HEAVIEST = 2_000_000 // bytes; the server says so, too

const accent = /** @type {HTMLInputElement} */ (document.getElementById("accent"))
const judged = /** @type {HTMLElement} */ (document.getElementById("judged"))
const samples = /** @type {HTMLElement} */ (document.getElementById("samples"))
const says = /** @type {HTMLElement} */ (judged.querySelector("p"))
const take = /** @type {HTMLButtonElement} */ (judged.querySelector("button"))
/** The logos that were chosen since, by ground. @type {Record<string, string>} */
const chosen = {}
let waiting = 0

function show() {
  samples.style.setProperty("--accent", accent.value)
}

async function judge() {
  const colour = accent.value
  const answer = await fetch(`${judged.dataset.path}${colour.slice(1)}.json`).catch(() => undefined)
  if (!answer?.ok || colour !== accent.value) return
  const said = /** @type {{ passes: boolean, says: string, nearest: string, take: string }} */ (await answer.json())
  says.textContent = said.says
  says.dataset.passes = String(said.passes)
  take.hidden = said.passes
  take.value = said.nearest
  take.querySelector("rect")?.setAttribute("fill", said.nearest)
  const words = take.querySelector("span")
  if (words) words.textContent = said.take
}

/** @param {string} ground @param {File | undefined} file */
function showFile(ground, file) {
  if (!file || file.size > HEAVIEST) return
  const reader = new FileReader()
  reader.onload = () => {
    chosen[ground] = String(reader.result)
    for (const image of samples.querySelectorAll("img")) {
      const own = image.dataset.logo ?? ""
      // A programme's own logos win as a whole; one alone stands on both grounds.
      const src = chosen[own] ?? (image.hidden || samples.dataset.own === "" ? chosen[ground] : undefined)
      if (!src) continue
      image.src = src
      image.hidden = false
      image.toggleAttribute("data-plate", !chosen[own])
    }
  }
  reader.readAsDataURL(file)
}

accent.addEventListener("input", () => {
  show()
  clearTimeout(waiting)
  waiting = window.setTimeout(() => void judge(), WAIT)
})
take.addEventListener("click", () => {
  accent.value = take.value
  show()
  void judge()
  accent.focus()
})
for (const ground of ["light", "dark"]) {
  const field = document.getElementById(`logo_${ground}`)
  field?.addEventListener("change", () => showFile(ground, /** @type {HTMLInputElement} */ (field).files?.[0]))
}
samples.hidden = false
show()
void judge()
