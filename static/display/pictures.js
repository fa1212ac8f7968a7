/**
 * Which pictures are on the screen: the one that is here and, while they cross, the one that
 * leaves. Pure.
 */

/** @typedef {import("../wire/documents.d.ts").DisplayDocument} DisplayDocument */
/** @typedef {import("../wire/questions.d.ts").CuedQuestion} CuedQuestion */

/**
 * A picture with all that it shows, as it was when it was last here. A serial number is given once:
 * the first picture has 0.
 * @typedef {{ kind: string, serial: number, debate: DisplayDocument["debate"],
 *   question?: CuedQuestion | undefined }} Picture
 * @typedef {{ here: Picture, leaving?: Picture | undefined }} Shown
 */

/** What a document asks for: a question's id, "join" or "over". @param {DisplayDocument} document */
function wanted({ debate, questions }) {
  const onAir = debate.on_air
  const question = onAir && questions[onAir]
  if (question) return { kind: onAir, debate, question }
  const isOver = debate.phase === "closed" || debate.phase === "archived"
  return { kind: isOver ? "over" : "join", debate }
}

/**
 * What is to be seen now. A picture that only changed stays where it is.
 * @param {Shown | undefined} shown
 * @param {DisplayDocument} document
 * @returns {Shown}
 */
export function advance(shown, document) {
  const next = wanted(document)
  if (!shown) return { here: { ...next, serial: 0 } }
  const { here, leaving } = shown
  if (here.kind === next.kind) return { here: { ...next, serial: here.serial }, leaving }
  return { here: { ...next, serial: here.serial + 1 }, leaving: here }
}

/** After they have crossed. @param {Shown} shown @returns {Shown} */
export const settle = ({ here }) => ({ here })
