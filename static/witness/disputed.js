/** Tells moderators when the server itself finds that its records were changed. */

/** @param {import("../common/connection.js").Connection} line */
export function watchDisputed(line) {
  const look = () => {
    const { disputed } = line.document.debate
    if (disputed?.length) void import("./bar.js").then(({ tellDisputed }) => tellDisputed(disputed))
  }
  line.subscribe(look)
  look()
}
