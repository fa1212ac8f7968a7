/** How long a text is. */

/** As the server counts: code points after NFC and trimming. @param {string} text */
export function length(text) {
  return [...text.normalize("NFC").trim()].length
}
