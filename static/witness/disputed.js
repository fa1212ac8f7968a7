/** Tells moderators when the server itself finds that its records were changed, and while it does. */

/** @param {import("../common/connection.js").Connection} line */
export function watchDisputed(line) {
  let ever = false
  const look = () => {
    const { disputed = [] } = line.document.debate
    ever ||= disputed.length > 0
    if (ever) void import("./bar.js").then(({ tellDisputed }) => tellDisputed(disputed))
  }
  line.subscribe(look)
  look()
}
