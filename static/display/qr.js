/**
 * The debate's QR code. Once it is here it stays: a picture that comes back must not ask a server
 * that may be away.
 */

import { page } from "../common/page.js"

/** Where an image finds it. @type {{ address: string }} */
export const qr = { address: page.qr }

/** Put the code itself in the place of its address. */
export async function keepQr() {
  try {
    const response = await fetch(page.qr)
    if (response.ok) qr.address = `data:image/svg+xml,${encodeURIComponent(await response.text())}`
  } catch {
    // Its address is as good as before.
  }
}
