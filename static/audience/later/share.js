/** Gives the address of one question to others: as the phone shares things, else by copying it. */

import { t } from "../../common/page.js"

/** @typedef {import("../model.js").Audience} Audience */

/** @param {Audience} audience @param {string} id */
export async function share(audience, id) {
  const url = new URL(`/${audience.code}/${id}`, location.href).href
  if (typeof navigator.share === "function") return giveAway({ text: audience.list.get(id)?.text ?? "", url })
  if (await copy(url)) audience.show(t("audience.link_copied"))
  else location.assign(url) // from there the browser's own menu copies it
}

/** Whoever thinks better of it has not failed. @param {ShareData} what */
async function giveAway(what) {
  try {
    await navigator.share(what)
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "AbortError") throw error
  }
}

/**
 * The clipboard is there only on https and on localhost; elsewhere the old way still copies.
 * @param {string} text
 * @returns {Promise<boolean>}
 */
async function copy(text) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(() => true, () => false)
  }
  const fill = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", text)
    event.preventDefault()
  }
  document.addEventListener("copy", fill, { once: true })
  const isCopied = document.execCommand("copy")
  document.removeEventListener("copy", fill)
  return isCopied
}
